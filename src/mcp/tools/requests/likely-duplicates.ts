import { AppError } from '../../../common/errors/app.error.js';
import { folded } from '../../../common/text/folded.js';
import type { UserRef } from '../../../sdp-api/people/user.schema.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { comparison } from '../../search/clause.js';
import { personClause } from '../../search/person-clause.js';
import { cleanLine } from '../../text/clean-text.js';
import { keywords, overlap } from '../../text/keywords.js';
import { span } from '../../text/times.js';
import { LikelyDuplicateError } from '../tool.errors.js';

const DAY_MS = 24 * 3_600_000;

/** How far back requests are compared, in ms. */
const RECENT_MS = 14 * DAY_MS;
/** The same subject within this time is the same matter until somebody says otherwise, in ms. */
const SAME_MS = DAY_MS;
/** Share of the words of two subjects from which they are told to be alike. */
const ALIKE = 0.5;
const MOST_TOLD = 3;

/** A request that is about to be created. */
export interface NewMatter {
  readonly subject: string;
  readonly requester: UserRef;
}

/**
 * Looks among the requester's open requests of the last two weeks for the same matter. A look that fails hinders
 * nobody: it gives no warnings.
 *
 * @returns a sentence for each request that is alike, at most three
 * @throws LikelyDuplicateError when the subject is the same and the request not a day old
 */
export async function duplicateWarnings({ subject, requester }: NewMatter, sdp: SdpApi, now: Date): Promise<string[]> {
  const recent = await recentRequests(requester, sdp, now);
  const age = ({ created_time: at }: SdpRequest): number => now.getTime() - (at?.getTime() ?? 0);
  const same = recent.find((one) => age(one) <= SAME_MS && folded(one.subject ?? '') === folded(subject));
  if (same) throw new LikelyDuplicateError(cleanLine(same.display_id, 20), span(age(same)));

  const words = keywords(subject);
  return recent
    .map((request) => ({ request, share: overlap(words, keywords(request.subject ?? '')) }))
    .filter(({ share }) => share >= ALIKE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_TOLD)
    .map(
      ({ request }) =>
        `Perhaps the same matter: request ${cleanLine(request.display_id, 20)} of this requester is open and was made ${span(age(request))} ago; get_request shows it.`,
    );
}

async function recentRequests(requester: UserRef, sdp: SdpApi, now: Date): Promise<readonly SdpRequest[]> {
  try {
    const open = await sdp.lookups.statusCriterion('open');
    const since = comparison('created_time', 'greater or equal', String(now.getTime() - RECENT_MS));
    const theirs = personClause('requester', '', requester).criterion;
    return (await sdp.requests.list({ where: { all: [theirs, open, since] }, rowCount: 50 })).rows;
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
