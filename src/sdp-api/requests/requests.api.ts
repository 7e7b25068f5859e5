import { z } from 'zod';
import type { Clock } from '../../common/time/clock.js';
import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import type { LookupRef } from '../lookups/lookup-ref.js';
import { isClosed } from '../lookups/status-words.js';
import type { UserRef } from '../people/user.schema.js';
import { SdpForbiddenError, SdpOutcomeUnknownError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import {
  SdpInvalidInputError,
  SdpMandatoryMissingError,
  SdpNotClosedError,
  SdpRequestClosedError,
} from '../sdp-input.errors.js';
import type { KnownTickets } from '../tickets/known-tickets.js';
import type { OperationSpelling } from './operation-spelling.js';
import { findCreated } from './read-back.js';
import type { RequestClosure, RequestFields } from './request-fields.js';
import { REQUEST_LIST_FIELDS } from './request-list-fields.js';
import { toWireClosure, toWireLookup, toWireRequest, toWireUser } from './request-wire.js';
import { SdpRequest } from './request.schema.js';
import { ResolutionContent } from './resolution.schema.js';

/** Fields SDP can sort requests by (ManageEngine's Ansible collection for SDP Cloud lists them). */
export const REQUEST_SORT_FIELDS = [
  'created_time',
  'due_by_time',
  'first_response_due_by_time',
  'last_updated_time',
  'scheduled_start_time',
  'scheduled_end_time',
  'subject',
  'id',
  'priority',
  'status',
] as const;

export type RequestSortField = (typeof REQUEST_SORT_FIELDS)[number];

export interface RequestQuery extends PageQuery {
  readonly where?: Criterion | undefined;
  /** Default: newest first. */
  readonly sort?: { readonly field: RequestSortField; readonly order: 'asc' | 'desc' } | undefined;
}

/** What outlives a call and is shared by all of them. */
export interface RequestsMemory {
  readonly spelling: OperationSpelling;
  readonly known: KnownTickets;
}

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
    private readonly clock: Clock,
  ) {}

  /** Rows carry every field but the long ones: description, resolution, attachments, mail addresses, own fields. */
  async list({ where, sort, ...page }: RequestQuery = {}): Promise<Page<SdpRequest>> {
    const result = await this.send(
      listOperation({
        ...page,
        path: ['requests'],
        rows: RequestRows,
        where,
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
    const sentAt = this.clock.now();
    try {
      const input = { request: toWireRequest(fields) };
      const { request } = await this.send({ method: 'POST', path: ['requests'], input, answer: Answer });
      return this.learned(request);
    } catch (error) {
      if (!(error instanceof SdpOutcomeUnknownError)) throw error;
      const found = await findCreated(this.send, fields, sentAt).catch(() => undefined);
      if (!found) throw error;
      return this.learned(found);
    }
  }

  /** @throws SdpFieldRefusedError, SdpRequestClosedError, SdpNotClosedError, SdpOutcomeUnknownError */
  async update(id: string, fields: RequestFields): Promise<SdpRequest> {
    const input = { request: toWireRequest(fields) };
    const { request } = await this.explained(id, () =>
      this.send({ method: 'PUT', path: ['requests', id], input, answer: Answer }),
    );
    if (fields.status && !isStatus(request, fields.status)) throw new SdpNotClosedError();
    return this.learned(request);
  }

  async assign(id: string, to: { readonly technician?: UserRef; readonly group?: LookupRef }): Promise<SdpRequest> {
    return this.operate(id, 'assign', {
      request: {
        ...(to.group && { group: toWireLookup(to.group) }),
        ...(to.technician && { technician: toWireUser(to.technician) }),
      },
    });
  }

  /** Assigns it to the technician behind the token. */
  async pickup(id: string): Promise<SdpRequest> {
    return this.operate(id, 'pickup');
  }

  /**
   * Closes it and reads it back. @throws SdpNotClosedError when SDP answered success and left it open, as portals
   * with closing rules do
   */
  async close(id: string, closure: RequestClosure = {}): Promise<SdpRequest> {
    const input = { request: toWireClosure(closure) };
    await this.memory.spelling.run(this.connection, 'close', (part) =>
      this.send({ method: 'PUT', path: ['requests', id, part], input, answer: Accepted }),
    );
    const request = await this.get(id);
    if (request.status && !isClosed(request.status)) throw new SdpNotClosedError();
    return request;
  }

  /** HTML; null when there is none. */
  async resolution(id: string): Promise<{ content: string | null }> {
    const { resolution } = await this.send({
      method: 'GET',
      path: ['requests', id, 'resolutions'],
      answer: ResolutionContent,
    });
    return { content: resolution.content ?? null };
  }

  /** Writes the resolution without closing. */
  async setResolution(id: string, html: string): Promise<void> {
    const input = { resolution: { content: html, add_to_linked_requests: false } };
    await this.send({ method: 'POST', path: ['requests', id, 'resolutions'], input, answer: Accepted });
  }

  private async operate(id: string, name: string, input?: unknown): Promise<SdpRequest> {
    const { request } = await this.explained(id, () =>
      this.memory.spelling.run(this.connection, name, (part) =>
        this.send({ method: 'PUT', path: ['requests', id, part], input, answer: PerhapsAnswer }),
      ),
    );
    return request ? this.learned(request) : this.get(id);
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
