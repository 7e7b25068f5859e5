import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { type Clause, comparison, not } from './clause.js';

/**
 * Overdue: past the due time and not finished. Asked by time and status rather than by SDP's `is_overdue`, of which
 * no source says that it can be searched.
 */
export async function overdueClause(overdue: boolean, { lookups }: SdpApi, now: Date): Promise<Clause> {
  const criterion = {
    all: [comparison('due_by_time', 'lesser than', String(now.getTime())), await lookups.statusCriterion('open')],
  };
  if (overdue) return { criterion, words: 'overdue' };
  const { criterion: opposite } = not({ criterion, words: '' });
  return { criterion: { any: [comparison('due_by_time', 'is'), opposite] }, words: 'not overdue' };
}
