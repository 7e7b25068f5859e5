import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import type { AuditFilter } from '../audit/audit-log.js';
import { AUDIT_ACTORS, type AuditActor } from '../audit/audit-event.entity.js';
import { DEFERRED_STATES, type DeferredState } from '../writes/deferred-write.entity.js';
import { CLIENT_STATES, type ClientState } from './client-directory.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const PORTAL = /^[A-Za-z0-9_-]{1,100}$/;

const IsLimit = () =>
  applyDecorators(
    IsOptional(),
    Type(() => Number),
    IsInt({ message: 'limit must be a whole number' }),
    Min(1, { message: 'limit must be 1 or more' }),
    Max(200, { message: 'limit must be 200 or less' }),
  );

/** Query of `GET /admin/clients`. */
export class ClientsQuery {
  @IsLimit()
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  limit = 50;

  @IsOptional()
  @IsIn(CLIENT_STATES, { message: `state must be one of ${CLIENT_STATES.join(', ')}` })
  @ApiPropertyOptional({ enum: CLIENT_STATES })
  state?: ClientState;

  /** Beginning of the connection's id. */
  @IsOptional()
  @Matches(/^[0-9a-f-]{1,36}$/, { message: 'id must be the beginning of a connection id, in lower case' })
  @ApiPropertyOptional({ type: String })
  id?: string;

  /** The whole Client ID of a person's Zoho client. */
  @IsOptional()
  @Matches(/^[\w.-]{1,200}$/, { message: 'clientId must be a Client ID such as 1000.ABC' })
  @ApiPropertyOptional({ type: String })
  clientId?: string;

  @IsOptional()
  @Matches(PORTAL, { message: 'portal must be the name of a portal: letters, digits, _ and -' })
  @ApiPropertyOptional({ type: String })
  portal?: string;

  @IsOptional()
  @Matches(UUID, { message: 'after must be the value of next' })
  @ApiPropertyOptional({ type: String })
  after?: string;
}

/** Query of `GET /admin/deferred-writes`. */
export class DeferredWritesQuery {
  @IsOptional()
  @IsIn(DEFERRED_STATES, { message: `state must be one of ${DEFERRED_STATES.join(', ')}` })
  @ApiPropertyOptional({ enum: DEFERRED_STATES })
  state?: DeferredState;
}

/** Which events of the audit. */
export class AuditFilterQuery {
  @IsOptional()
  @Matches(UUID, { message: 'connection must be a connection id' })
  @ApiPropertyOptional({ type: String })
  connection?: string;

  @IsOptional()
  @Matches(/^[a-z_]{1,40}$/, { message: 'event must be the name of an event, such as connection_set_up' })
  @ApiPropertyOptional({ type: String })
  event?: string;

  @IsOptional()
  @IsIn(AUDIT_ACTORS, { message: `actor must be one of ${AUDIT_ACTORS.join(', ')}` })
  @ApiPropertyOptional({ enum: AUDIT_ACTORS })
  actor?: AuditActor;

  @IsOptional()
  @Matches(/^\w{1,60}$/, { message: 'outcome must be ok or a code' })
  @ApiPropertyOptional({ type: String })
  outcome?: string;

  /** From this instant on. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'from must be a time such as 2026-11-23T09:00:00Z' })
  @ApiPropertyOptional({ type: String })
  from?: string;

  /** Before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'to must be a time such as 2026-11-23T09:00:00Z' })
  @ApiPropertyOptional({ type: String })
  to?: string;
}

/** Query of `GET /admin/audit`. */
export class AuditQuery extends AuditFilterQuery {
  @IsLimit()
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  limit = 50;

  @IsOptional()
  @Matches(UUID, { message: 'before must be the value of next' })
  @ApiPropertyOptional({ type: String })
  before?: string;
}

export function auditFilterOf({
  connection: connectionId,
  event,
  actor,
  outcome,
  from,
  to,
}: AuditFilterQuery): AuditFilter {
  const [since, until] = [from, to].map((time) => (time === undefined ? undefined : new Date(time)));
  return { connectionId, event, actor, outcome, from: since, to: until };
}
