import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AuditEvent } from './audit-event.entity.js';

/** All conditions hold together; an absent one holds always. */
export interface AuditFilter {
  readonly connectionId?: string | undefined;
  readonly event?: string | undefined;
  readonly actor?: string | undefined;
  readonly outcome?: string | undefined;
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly to?: Date | undefined;
  /** Id of the last event of the page before. */
  readonly before?: string | undefined;
}

const CONDITIONS: Readonly<Record<keyof AuditFilter, string>> = {
  connectionId: 'connection_id = :connectionId',
  event: 'event = :event',
  actor: 'actor = :actor',
  outcome: 'outcome = :outcome',
  from: 'at >= :from',
  to: 'at < :to',
  before: 'id < :before',
};

/** The table of audit events. */
@Injectable()
export class AuditLog {
  constructor(@InjectRepository(AuditEvent) private readonly rows: Repository<AuditEvent>) {}

  /** Adds events; one that is there already stays as it is, so a write whose answer was lost can be repeated. */
  async add(events: readonly AuditEvent[]): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .insert()
      .values([...events])
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** Newest first. */
  page(filter: AuditFilter, limit: number): Promise<AuditEvent[]> {
    const query = this.rows.createQueryBuilder('audit').orderBy('id', 'DESC').limit(limit);
    for (const name of Object.keys(CONDITIONS) as (keyof AuditFilter)[]) {
      if (filter[name] !== undefined) query.andWhere(CONDITIONS[name], { [name]: filter[name] });
    }
    return query.getMany();
  }
}
