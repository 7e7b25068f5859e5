import type { Passage } from '../../../support/http-fault-proxy.js';

/** A kind of tool, the call that stands for it, and the exchange that does its work. */
export interface ToolClass {
  readonly writes: boolean;
  readonly tool: string;
  /** Exchanges of a call that succeeds; 1 when absent. */
  readonly okTries?: number;
  /** Outcomes that are its own, by those of the table. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly args: (tickets: readonly string[], row: number) => Record<string, unknown>;
  /** Is this the exchange that is spoilt and counted? */
  readonly isIts: (passage: Passage, tickets: readonly string[]) => boolean;
}

const ends = (passage: Passage, method: string, end: string) => passage.method === method && passage.path.endsWith(end);

export const TOOL_CLASSES: readonly ToolClass[] = [
  {
    writes: false,
    tool: 'get_request',
    // An id is looked up before it is read.
    okTries: 2,
    args: ([ticket]) => ({ request_id: ticket }),
    isIts: (passage, [ticket]) => ends(passage, 'GET', `/requests/${ticket}`),
  },
  {
    writes: false,
    tool: 'list_requests',
    // Every portal has requests: when there are none, there is no such portal.
    instead: { SDP_NOT_FOUND: 'SDP_PORTAL_UNKNOWN' },
    args: () => ({ limit: 1 }),
    isIts: (passage) => ends(passage, 'GET', '/requests'),
  },
  {
    writes: false,
    tool: 'list_technicians',
    args: () => ({}),
    isIts: (passage) => ends(passage, 'GET', '/technicians'),
  },
  {
    writes: true,
    tool: 'create_request',
    // Every portal has requests: when there are none, there is no such portal.
    instead: { SDP_NOT_FOUND: 'SDP_PORTAL_UNKNOWN' },
    args: (_tickets, row) => ({ subject: `Taxonomy ${row}` }),
    isIts: (passage) => ends(passage, 'POST', '/requests'),
  },
  {
    writes: true,
    tool: 'update_request',
    args: ([, ticket], row) => ({ request_id: ticket, subject: `Taxonomy of updates ${row}` }),
    isIts: (passage, [, ticket]) => ends(passage, 'PUT', `/requests/${ticket}`),
  },
  {
    writes: true,
    tool: 'add_private_note',
    args: ([, , ticket], row) => ({ request_id: ticket, note_content: `Taxonomy of notes ${row}` }),
    isIts: (passage) => ends(passage, 'POST', '/notes'),
  },
];
