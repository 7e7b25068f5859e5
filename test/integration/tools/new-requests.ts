import { blankRequest } from '../../simulators/sdp/collections/requests/blank-request.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import type { ToolWorld } from './tool-world.js';

/** Puts open requests of Dana's into the portal, made now unless `values` say otherwise. */
export function newRequests(
  { sdp, world }: ToolWorld,
  count: number,
  values: Partial<RequestRow> | ((index: number) => Partial<RequestRow>) = {},
): RequestRow[] {
  const { store } = sdp;
  const caller = store.personByMail('dana.reyes@example.com')!;
  return Array.from({ length: count }, (_, index) => {
    const row = blankRequest({ store, caller, now: world.clock.nowMs() });
    Object.assign(row, { subject: `Request ${index}` }, typeof values === 'function' ? values(index) : values);
    store.requests.set(row.id, row);
    return row;
  });
}
