import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';
import type { RequestClosure, RequestFields } from './request-fields.js';
import type { SdpRequest } from './request.schema.js';

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
  readonly where?: Criterion;
  /** Default: newest first. */
  readonly sort?: { readonly field: RequestSortField; readonly order: 'asc' | 'desc' };
}

/** Requests: `/requests` and the operations on one. Ids are the long ones; see `TicketResolver` for ticket numbers. */
export class RequestsApi {
  constructor(private readonly send: Send) {}

  /** Rows carry every field but the long ones: description, resolution, attachments, mail addresses, own fields. */
  async list(query: RequestQuery = {}): Promise<Page<SdpRequest>> {
    throw new Error(`not written: ${String(query)} ${String(this.send)}`);
  }

  async get(id: string): Promise<SdpRequest> {
    throw new Error(`not written: ${id}`);
  }

  /** @throws SdpMandatoryMissingError, SdpOutcomeUnknownError when the answer was lost and it cannot be found */
  async create(fields: RequestFields): Promise<SdpRequest> {
    throw new Error(`not written: ${String(fields)}`);
  }

  /** @throws SdpFieldRefusedError, SdpRequestClosedError, SdpOutcomeUnknownError */
  async update(id: string, fields: RequestFields): Promise<SdpRequest> {
    throw new Error(`not written: ${id} ${String(fields)}`);
  }

  async assign(id: string, to: { readonly technician?: UserRef; readonly group?: LookupRef }): Promise<SdpRequest> {
    throw new Error(`not written: ${id} ${String(to)}`);
  }

  /** Assigns it to the technician behind the token. */
  async pickup(id: string): Promise<SdpRequest> {
    throw new Error(`not written: ${id}`);
  }

  /**
   * Closes it and reads it back. @throws SdpNotClosedError when SDP answered success and left it open, as portals
   * with closing rules do
   */
  async close(id: string, closure: RequestClosure = {}): Promise<SdpRequest> {
    throw new Error(`not written: ${id} ${String(closure)}`);
  }

  /** HTML; null when there is none. */
  async resolution(id: string): Promise<{ content: string | null }> {
    throw new Error(`not written: ${id}`);
  }

  /** Writes the resolution without closing. */
  async setResolution(id: string, html: string): Promise<void> {
    throw new Error(`not written: ${id} ${html}`);
  }
}
