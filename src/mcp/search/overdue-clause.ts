import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { type Clause, comparison, not } from './clause.js';

/**
 * Overdue: past the due time, not finished and not on hold, where the clock stands still. Asked by time and status
 * rather than by SDP's `is_overdue`, of which no source says that it can be searched.
 */
export async function overdueClause(overdue: boolean, { lookups }: SdpApi, now: Date): Promise<Clause> {
  const [open, onHold] = await Promise.all([lookups.statusCriterion('open'), lookups.statusCriterion('on_hold')]);
  const running = not({ criterion: onHold, words: '' }).criterion;
  const late = comparison('due_by_time', 'lesser than', String(now.getTime()));
  const clause = { criterion: { all: [late, open, running] }, words: 'overdue' };
  if (overdue) return clause;
  return { criterion: { any: [comparison('due_by_time', 'is'), not(clause).criterion] }, words: 'not overdue' };
}
