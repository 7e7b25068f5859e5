import type { Row } from '../../simulators/sdp/store/rows.js';
import type { DispatcherWorld } from '../../support/dispatcher-world.js';
import type { Outcome, Scene } from '../task.js';

/** Modules whose records have a title and a number. */
type Table = 'problems' | 'changes' | 'releases' | 'projects' | 'solutions';

/** The newest record of a module: `record` is its number, `id` its long id. */
export const record =
  (table: Table, fits: (row: Row) => boolean = () => true) =>
  ({ sdp }: DispatcherWorld): Scene => {
    const row = sdp.store[table].newestFirst().find(fits);
    if (!row) throw new Error(`The seed has no such row in ${table}`);
    const { display_value: number } = row['display_id'] as { display_value: string };
    return { record: number, number: number.replace(/^\D+/, ''), id: row.id, title: String(row['title']) };
  };

/** The record of the scene as it is now. */
export const stored = ({ sdp, scene }: Outcome, table: Table): Row => sdp.store[table].get(scene['id']!)!;
/** The record that was made last. */
export const newest = ({ sdp }: Outcome, table: Table): Row => sdp.store[table].newestFirst()[0]!;

/** The call with which the long id of a record is found by its number. */
export const find = (path: string) =>
  ['GET', path, { list_info: { row_count: 1, search_fields: { display_id: '{number}' } } }] as const;

/** Is its status one of those that are worked on? */
export const open = (row: Row): boolean => (row['status'] as { in_progress: boolean }).in_progress;
