import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import type { DispatcherWorld } from '../../support/dispatcher-world.js';
import type { PlainCall, Scene } from '../task.js';

/** An answer for machines. @throws Error when the call was refused */
export async function prepare(world: DispatcherWorld, tool: string, args: object): Promise<Record<string, unknown>> {
  const { isError, structuredContent, content } = await world.call(tool, args);
  if (isError) throw new Error(`${tool}: ${JSON.stringify(content)}`);
  return structuredContent;
}

/** The newest open request that fits. */
export function openRequest(world: DispatcherWorld, fits: (request: RequestRow) => boolean = () => true): RequestRow {
  const found = world.sdp.store
    .liveRequests()
    .find((request) => request.status.internal_name === 'Open' && fits(request));
  if (!found) throw new Error('The seed has no such request');
  return found;
}

/** A scene with one open request of the seed: `ticket` is its number, `id` its long id. */
export const ticket =
  (fits?: (request: RequestRow) => boolean) =>
  (world: DispatcherWorld): Scene => {
    const { display_id, id, requester, subject } = openRequest(world, fits);
    return { ticket: display_id, id, requester: requester.name, subject };
  };

/** A new request of the caller's own making, on which anything may be done. */
export const freshTicket =
  (args: object = {}) =>
  async (world: DispatcherWorld): Promise<Scene> => {
    const made = { subject: 'Printer on floor 2 prints stripes', requester: 'ben.carter@example.com' };
    const data = await prepare(world, 'create_request', { ...made, ignore_duplicates: true, ...args });
    const id = String(data['id']);
    const request = world.sdp.store.requests.get(id)!;
    return { ticket: request.display_id, id };
  };

/** The call with which the long id of a ticket is found. */
export const FIND_TICKET: PlainCall = [
  'GET',
  '/requests',
  { list_info: { row_count: 1, search_fields: { display_id: '{ticket}' } } },
];

/** The call with which somebody's id or mail address is found. */
export const findPerson = (kind: 'requesters' | 'technicians', name: string): PlainCall => [
  'GET',
  `/${kind}`,
  { list_info: { row_count: 10, search_fields: { name } } },
];

/** A search in a list. */
export const search = (path: string, ...criteria: readonly object[]): PlainCall => [
  'GET',
  path,
  {
    list_info: {
      row_count: 25,
      search_criteria: criteria.map((one, index) => (index === 0 ? one : { ...one, logical_operator: 'AND' })),
    },
  },
];

export const is = (field: string, value: string): object => ({ field, condition: 'is', value });
