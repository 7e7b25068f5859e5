import { z } from 'zod';
import type { Operation, Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery } from '../list-info.js';
import type { PathMemory } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { orLookedUp } from '../requests/read-back.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { findPeople, findSimilarPeople, holding, peopleList } from './find-people.js';
import { type RequesterFields, saysAllOf, toWireRequester } from './requester.schema.js';
import { SdpUser } from './user.schema.js';

export interface RequesterQuery extends PageQuery {
  /** Part of a name or mail address. */
  readonly search?: string | undefined;
}

const Answer = z.object({ requester: SdpUser });
const EitherAnswer = z
  .union([Answer, z.object({ user: SdpUser })])
  .transform((answer) => ('requester' in answer ? answer.requester : answer.user));
const Accepted = z.unknown();
const CHECK_CREATED = 'look for the person (find_requester)';
const CHECK_FIELDS = 'read the person (get_requester) and compare the fields that were to change';
const CHECK_DELETED = 'look whether the person is still there (find_requester)';

export interface RequestersParts {
  readonly connection: SdpConnection;
  readonly paths: PathMemory;
  readonly lookBack: LookBack;
}

/** People who need help. Portals without `/requesters` are read through `/users`. */
export class RequestersApi {
  /** Reads of requesters, sent to the collection that this portal has. */
  private readonly read: Send;

  constructor(
    private readonly send: Send,
    private readonly parts: RequestersParts,
  ) {
    this.read = this.reading(send);
  }

  async list({ search, ...page }: RequesterQuery = {}): Promise<Page<SdpUser>> {
    return this.read(
      listOperation({
        ...page,
        ...peopleList('requesters'),
        where: search ? holding(search) : undefined,
        sort: { field: 'name', order: 'asc' },
      }),
    );
  }

  async get(id: string): Promise<SdpUser> {
    return this.read({ method: 'GET', path: ['requesters', id], answer: EitherAnswer });
  }

  /** Those whose mail address is the text, or whose name or address holds it; best match first, at most 25. */
  find(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findPeople(this.read, 'requesters', nameOrMail);
  }

  /** Those whose name is spelt alike; best match first, at most 5. */
  findSimilar(nameOrMail: string): Promise<readonly SdpUser[]> {
    return findSimilarPeople(this.read, 'requesters', nameOrMail);
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the person is not found */
  async create(fields: RequesterFields): Promise<SdpUser> {
    const { lookBack } = this.parts;
    const before = new Set((await this.same(fields, this.send)).map(({ id }) => id));
    const input = { requester: toWireRequester(fields) };
    const person = await orLookedUp(
      async () => (await this.send({ method: 'POST', path: ['requesters'], input, answer: Answer })).requester,
      async () => {
        const made = (await this.same(fields, lookBack.send)).filter(
          ({ id }) => !before.has(id) && !lookBack.answered.has(id),
        );
        return made.length === 1 ? made[0] : undefined;
      },
      CHECK_CREATED,
    );
    lookBack.answered.add(person.id);
    return person;
  }

  /** The one person with this mail address; undefined when there is none, or no address was given. */
  async findCreated({ email }: RequesterFields): Promise<SdpUser | undefined> {
    return email ? (await this.same({ email }, this.parts.lookBack.send))[0] : undefined;
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the fields are not as they were to become */
  async update(id: string, fields: RequesterFields): Promise<SdpUser> {
    const input = { requester: toWireRequester(fields) };
    return orLookedUp(
      async () => (await this.send({ method: 'PUT', path: ['requesters', id], input, answer: Answer })).requester,
      () => this.findUpdated(id, fields),
      CHECK_FIELDS,
    );
  }

  /** The person, if all fields are as they were to become. */
  async findUpdated(id: string, fields: RequesterFields): Promise<SdpUser | undefined> {
    const { requester } = await this.parts.lookBack.send({ method: 'GET', path: ['requesters', id], answer: Answer });
    return saysAllOf(requester, fields) ? requester : undefined;
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the person is still there */
  async remove(id: string): Promise<void> {
    const path = ['requesters', id];
    await orLookedUp<unknown>(
      () => this.send({ method: 'DELETE', path, answer: Accepted }),
      () => this.isGone(path),
      CHECK_DELETED,
    );
  }

  private async isGone(path: readonly string[]): Promise<true | undefined> {
    try {
      await this.parts.lookBack.send({ method: 'GET', path, answer: Accepted });
      return undefined;
    } catch (error) {
      if (error instanceof SdpNotFoundError) return true;
      throw error;
    }
  }

  /** People with this mail address, or where none is given, with this whole name. */
  private async same({ email, name }: RequesterFields, send: Send): Promise<readonly SdpUser[]> {
    const where = email
      ? ({ field: 'email_id', condition: 'is', values: [email] } as const)
      : ({ field: 'name', condition: 'is', values: [name ?? ''] } as const);
    const { rows } = await send(listOperation({ ...peopleList('requesters'), where, rowCount: 25 }));
    return rows;
  }

  private reading(send: Send): Send {
    const { paths, connection } = this.parts;
    return <T>(operation: Operation<T>) =>
      paths.first(connection, 'requesters', ['requesters', 'users'], (collection) =>
        send({ ...operation, path: [collection, ...operation.path.slice(1)] }),
      );
  }
}
