import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery } from '../list-info.js';
import { findPeople, findSimilarPeople, holding, peopleList } from './find-people.js';
import { SdpTechnician, type SdpUser } from './user.schema.js';

export interface TechnicianQuery extends PageQuery {
  /** Part of a name or mail address. */
  readonly search?: string | undefined;
}

const Answer = z.object({ technician: SdpTechnician });

/** People who work on requests. */
export class TechniciansApi {
  constructor(private readonly send: Send) {}

  async list({ search, ...page }: TechnicianQuery = {}): Promise<Page<SdpUser>> {
    return this.send(
      listOperation({
        ...page,
        ...peopleList('technicians'),
        where: search ? holding(search) : undefined,
        sort: { field: 'name', order: 'asc' },
      }),
    );
  }

  /** With groups and sites, which lists do not have. */
  async get(id: string): Promise<SdpTechnician> {
    const { technician } = await this.send({
      method: 'GET',
      path: ['technicians', id],
      answer: Answer,
    });
    return technician;
  }

  /** Those whose mail address is the text, or whose name or address holds it; best match first, at most 25. */
  find(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findPeople(this.send, 'technicians', nameOrMail);
  }

  /** Those whose name is spelt alike; best match first, at most 5. */
  findSimilar(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findSimilarPeople(this.send, 'technicians', nameOrMail);
  }
}
