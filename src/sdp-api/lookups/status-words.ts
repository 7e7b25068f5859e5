import type { Criterion } from '../criteria.js';
import type { MetadataRow } from '../metadata/metadata.schema.js';
import { folded } from '../../common/text/folded.js';

/** Words for groups of statuses that hold in every portal, whatever its statuses are called. */
export const STATUS_WORDS = ['open', 'closed', 'on_hold', 'resolved', 'cancelled'] as const;

/**
 * `open`: not finished, on hold or not. `closed`: finished in any way, so resolved and cancelled too. `on_hold`: not
 * finished, clock standing still. `resolved`, `cancelled`: that status alone.
 */
export type StatusWord = (typeof STATUS_WORDS)[number];

type Marks = Pick<MetadataRow, 'internal_name' | 'in_progress' | 'stop_timer'> & { readonly name: string | null };

/** Internal names of SDP's own finished statuses, where a portal does not send the flag. */
const FINISHED = new Set(['closed', 'resolved', 'cancelled', 'canceled']);

/** Does the status belong to what the word means? Display names decide nothing: portals rename and translate them. */
export function isMeantBy(word: StatusWord, status: Marks): boolean {
  const internal = folded(status.internal_name ?? status.name ?? '').replaceAll(/[\s-]/g, '');
  const finished = status.in_progress === null ? FINISHED.has(internal) : !status.in_progress;
  switch (word) {
    case 'open':
      return !finished;
    case 'closed':
      return finished;
    case 'on_hold':
      return !finished && (status.stop_timer ?? internal === 'onhold');
    case 'resolved':
      return internal === 'resolved';
    case 'cancelled':
      return internal === 'cancelled' || internal === 'canceled';
  }
}

/** Is it the end of the line? Resolved and cancelled are finished too, but closing would have moved on from them. */
export function isClosed(status: Marks): boolean {
  return isMeantBy('closed', status) && !isMeantBy('resolved', status) && !isMeantBy('cancelled', status);
}

/** A search for a word's statuses where the list of statuses is not known. */
export function criterionWithoutList(word: StatusWord): Criterion {
  switch (word) {
    case 'open':
      return { field: 'status.in_progress', condition: 'is', values: [true] };
    case 'closed':
      return { field: 'status.in_progress', condition: 'is', values: [false] };
    case 'on_hold':
      return {
        all: [
          { field: 'status.in_progress', condition: 'is', values: [true] },
          { field: 'status.stop_timer', condition: 'is', values: [true] },
        ],
      };
    case 'resolved':
      return { field: 'status.internal_name', condition: 'is', values: ['Resolved'] };
    case 'cancelled':
      return { field: 'status.internal_name', condition: 'is', values: ['Cancelled', 'Canceled'] };
  }
}
