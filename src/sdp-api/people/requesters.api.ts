import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { findPeople, findSimilarPeople } from './find-people.js';
import { SdpUser } from './user.schema.js';

const Answer = z.object({ requester: SdpUser });

/** People who need help. */
export class RequestersApi {
  constructor(private readonly send: Send) {}

  async get(id: string): Promise<SdpUser> {
    const { requester } = await this.send({
      method: 'GET',
      path: ['requesters', id],
      answer: Answer,
    });
    return requester;
  }

  /** Those whose mail address is the text, or whose name or address holds it; best match first, at most 25. */
  find(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findPeople(this.send, 'requesters', nameOrMail);
  }

  /** Those whose name is spelt alike; best match first, at most 5. */
  findSimilar(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findSimilarPeople(this.send, 'requesters', nameOrMail);
  }
}
