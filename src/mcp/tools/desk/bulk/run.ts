import type { SdpRequest } from '../../../../sdp-api/requests/request.schema.js';
import type { BulkResult } from '../../../views/bulk.view.js';
import type { SdpToolContext } from '../../define-tool.js';
import type { Applied } from './apply-change.js';
import { rowFor } from './row.js';

/** Tickets that are worked on at one time. */
const AT_ONCE = 4;

/** No ticket is begun later than this in a call, which ends after 45 s: what was begun is finished. In ms. */
const LAST_START_MS = 33_000;

export interface BulkRun {
  readonly requests: readonly SdpRequest[];
  readonly apply: (this: void, request: SdpRequest) => Promise<Applied>;
  readonly onError: 'stop' | 'continue';
  /** When the call began, in ms since the epoch. */
  readonly startedMs: number;
}

export interface BulkOutcome {
  /** One for each request, in their order. */
  readonly rows: readonly BulkResult[];
  readonly retryAfterSeconds: number | undefined;
}

/** Works on several tickets at a time, tells how far it is, and ends in time; what it does not reach is `not_tried`. */
export async function runBulk(run: BulkRun, context: SdpToolContext): Promise<BulkOutcome> {
  const { clock, signal } = context;
  const { requests, apply, onError, startedMs } = run;
  const rows = requests.map((request) => rowFor(request, 'not_tried'));
  let next = 0;
  let finished = 0;
  let stopped = false;
  let retryAfterSeconds: number | undefined;

  const worker = async (): Promise<void> => {
    while (!stopped && !signal.aborted && clock.nowMs() - startedMs < LAST_START_MS) {
      const index = next;
      const request = requests[index];
      if (!request) return;
      next += 1;
      const { row, stops } = await apply(request);
      rows[index] = row;
      finished += 1;
      context.progress(finished, requests.length, `Request ${row.number}: ${row.result}`);
      retryAfterSeconds = stops?.retryAfterSeconds ?? retryAfterSeconds;
      stopped ||= stops !== undefined || (onError === 'stop' && (row.result === 'refused' || row.result === 'unknown'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { rows, retryAfterSeconds };
}
