import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, rowsOf } from '../list-info.js';
import type { LookupRef } from '../lookups/lookup-ref.js';
import { isClosed } from '../lookups/status-words.js';
import type { UserRef } from '../people/user.schema.js';
import type { PathMemory } from '../records/path-memory.js';
import { SdpForbiddenError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import {
  SdpInvalidInputError,
  SdpMandatoryMissingError,
  SdpNotClosedError,
  SdpRequestClosedError,
} from '../sdp-input.errors.js';
import type { KnownTickets } from '../tickets/known-tickets.js';
import { saysAll } from './changed-fields.js';
import type { LookBack } from './look-back.js';
import { plainWords } from './plain-words.js';
import { findCreated, orLookedUp } from './read-back.js';
import type { RequestClosure, RequestFields } from './request-fields.js';
import type { RequestQuery } from './request-query.js';
import { REQUEST_LIST_FIELDS } from './request-list-fields.js';
import { toWireClosure, toWireLookup, toWireRequest, toWireUser } from './request-wire.js';
import { SdpRequest } from './request.schema.js';
import { ResolutionContent } from './resolution.schema.js';

/** What outlives a call and is shared by all of them. */
export interface RequestsMemory {
  readonly paths: PathMemory;
  readonly known: KnownTickets;
}

const CHECK_CREATED = 'search for a request with this subject (list_requests or search_requests)';
const CHECK_FIELDS = 'read the request (get_request) and compare the fields that were to change';
const CHECK_STATUS = 'read the request (get_request) and look at its status';
const CHECK_RESOLUTION = 'read the request (get_request) and look at its resolution';

const Answer = z.object({ request: SdpRequest });
const RequestRows = rowsOf(SdpRequest, 'requests');

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();

/** Operations on a request are not documented to answer with it. */
const PerhapsAnswer = z.object({ request: SdpRequest.optional() });

/** Requests: `/requests` and the operations on one. Ids are the long ones; see `TicketResolver` for ticket numbers. */
export class RequestsApi {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly memory: RequestsMemory,
    private readonly lookBack: LookBack,
  ) {}

  /** Rows carry every field but the long ones: description, resolution, attachments, mail addresses, own fields. */
  async list({ where, sort, view, ...page }: RequestQuery = {}): Promise<Page<SdpRequest>> {
    const result = await this.send(
      listOperation({
        ...page,
        path: ['requests'],
        rows: RequestRows,
        where,
        ...(view === undefined ? {} : { view }),
        sort: sort ?? { field: 'created_time', order: 'desc' },
        fields: REQUEST_LIST_FIELDS,
      }),
    );
    this.memory.known.learn(this.connection, result.rows);
    return result;
  }

  async get(id: string): Promise<SdpRequest> {
    const { request } = await this.send({ method: 'GET', path: ['requests', id], answer: Answer });
    return this.learned(request);
  }

  /** @throws SdpMandatoryMissingError, SdpOutcomeUnknownError when the answer was lost and the request is not found */
  async create(fields: RequestFields): Promise<SdpRequest> {
    const sentAt = this.lookBack.clock.now();
    const input = { request: toWireRequest(fields) };
    const request = await orLookedUp(
      async () => (await this.send({ method: 'POST', path: ['requests'], input, answer: Answer })).request,
      () => this.findCreated(fields, sentAt),
      CHECK_CREATED,
    );
    this.lookBack.answered.add(request.id);
    return this.learned(request);
  }

  /**
   * The request that a creation sent at that time made; undefined when it is not there, or several could be it.
   * @param sentAt by our clock, before it was sent
   */
  findCreated(fields: RequestFields, sentAt: Date): Promise<SdpRequest | undefined> {
    const { send, answered } = this.lookBack;
    return findCreated(send, fields, { sentAt, answered });
  }

  /** @throws SdpFieldRefusedError, SdpRequestClosedError, SdpNotClosedError, SdpOutcomeUnknownError */
  async update(id: string, fields: RequestFields): Promise<SdpRequest> {
    const input = { request: toWireRequest(fields) };
    const answered = await orLookedUp(
      () =>
        this.explained(
          id,
          async () => (await this.send({ method: 'PUT', path: ['requests', id], input, answer: Answer })).request,
        ),
      () => this.findUpdated(id, fields),
      CHECK_FIELDS,
    );
    // An answer may leave the status out; whether it changed is what the caller wants to know.
    const request = fields.status && !answered.status ? await this.lookedAt(id) : answered;
    if (fields.status && !isStatus(request, fields.status)) throw new SdpNotClosedError();
    return this.learned(request);
  }

  /** The request, if its fields are as they were to become; undefined when one of them is not. */
  findUpdated(id: string, fields: RequestFields): Promise<SdpRequest | undefined> {
    return this.readIf(id, (request) => saysAll(request, fields));
  }

  async assign(id: string, to: { readonly technician?: UserRef; readonly group?: LookupRef }): Promise<SdpRequest> {
    const input = {
      request: {
        ...(to.group && { group: toWireLookup(to.group) }),
        ...(to.technician && { technician: toWireUser(to.technician) }),
      },
    };
    return orLookedUp(
      () => this.operate(id, 'assign', input),
      () => this.findUpdated(id, to),
      CHECK_FIELDS,
    );
  }

  /** Assigns it to the technician behind the token. */
  async pickup(id: string): Promise<SdpRequest> {
    return orLookedUp(
      () => this.operate(id, 'pickup'),
      async () => {
        const me = await this.lookBack.me();
        return this.readIf(id, ({ technician }) => me !== undefined && technician?.id === me.id);
      },
      CHECK_FIELDS,
    );
  }

  /**
   * Closes it and reads it back. @throws SdpNotClosedError when SDP answered success and left it open, as portals
   * with closing rules do
   */
  async close(id: string, closure: RequestClosure = {}): Promise<SdpRequest> {
    const input = { request: toWireClosure(closure) };
    return orLookedUp(
      async () => {
        await this.memory.paths.run(this.connection, 'close', (part) =>
          this.send({ method: 'PUT', path: ['requests', id, part], input, answer: Accepted }),
        );
        const request = await this.lookedAt(id);
        if (request.status && !isClosed(request.status)) throw new SdpNotClosedError();
        return request;
      },
      () => this.readIf(id, ({ status }) => status !== null && isClosed(status)),
      CHECK_STATUS,
    );
  }

  /** HTML; null when there is none. */
  async resolution(id: string, send = this.send): Promise<{ content: string | null }> {
    const { resolution } = await send({
      method: 'GET',
      path: ['requests', id, 'resolutions'],
      answer: ResolutionContent,
    });
    return { content: resolution.content ?? null };
  }

  /** Writes the resolution without closing. @throws SdpOutcomeUnknownError */
  async setResolution(id: string, html: string): Promise<void> {
    const input = { resolution: { content: html, add_to_linked_requests: false } };
    await orLookedUp<unknown>(
      () => this.send({ method: 'POST', path: ['requests', id, 'resolutions'], input, answer: Accepted }),
      async () => {
        const { content } = await this.resolution(id, this.lookBack.send);
        return content !== null && plainWords(content) === plainWords(html) ? content : undefined;
      },
      CHECK_RESOLUTION,
    );
  }

  private async operate(id: string, name: string, input?: unknown): Promise<SdpRequest> {
    const { request } = await this.explained(id, () =>
      this.memory.paths.run(this.connection, name, (part) =>
        this.send({ method: 'PUT', path: ['requests', id, part], input, answer: PerhapsAnswer }),
      ),
    );
    return request ? this.learned(request) : this.lookedAt(id);
  }

  /** Reads it after a write: also for a caller who has left by now, because the outcome is stored. */
  private async lookedAt(id: string): Promise<SdpRequest> {
    const { request } = await this.lookBack.send({ method: 'GET', path: ['requests', id], answer: Answer });
    return this.learned(request);
  }

  private async readIf(id: string, isIt: (request: SdpRequest) => boolean): Promise<SdpRequest | undefined> {
    const request = await this.lookedAt(id);
    return isIt(request) ? request : undefined;
  }

  /** SDP's refusals do not say that the request is closed, though that is why it refuses most changes to one. */
  private async explained<T>(id: string, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      const refused = error instanceof SdpInvalidInputError || error instanceof SdpForbiddenError;
      if (!refused || error instanceof SdpMandatoryMissingError) throw error;
      const request = await this.get(id).catch(() => undefined);
      if (request?.status?.in_progress !== false) throw error;
      throw new SdpRequestClosedError('fields' in error ? error.fields : [], { cause: error });
    }
  }

  private learned(request: SdpRequest): SdpRequest {
    this.memory.known.learn(this.connection, [request]);
    return request;
  }
}

function isStatus({ status }: SdpRequest, { id, name }: LookupRef): boolean {
  if (!status) return true;
  return id === undefined ? status.name?.toLowerCase() === name?.toLowerCase() : status.id === id;
}
