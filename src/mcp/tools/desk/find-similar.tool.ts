import { z } from 'zod';

import type { FoundSolution } from '../../../sdp-api/solutions/solution-search.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { all, type Clause, comparison } from '../../search/clause.js';
import { DateWords } from '../../search/date-words.js';
import { type Ranked, rankByWords, searchStem } from '../../search/rank-by-words.js';
import { statusClause } from '../../search/status-clause.js';
import { timeClause } from '../../search/time-clause.js';
import { cleanLine } from '../../text/clean-text.js';
import { keywords } from '../../text/keywords.js';
import { ticketText } from '../../text/ticket-text.js';
import { isoTime } from '../../text/times.js';
import { nameOf } from '../../views/person.view.js';
import { lookupName, present } from '../../views/request-row.view.js';
import { type SimilarRequest, type SimilarSolution, similarText, SimilarView } from '../../views/similar.view.js';
import { defineSdpTool } from '../define-tool.js';
import { dateWords, limit, requestId, timeZone } from '../params.js';
import { Parts } from '../parts.js';
import { ToolInputError } from '../tool.errors.js';

/** Words that are looked for; more make the search slow and not better. */
const MOST_WORDS = 8;
const RESOLUTION_CHARACTERS = 800;

export const findSimilar = defineSdpTool({
  name: 'find_similar',
  title: 'Find similar requests',
  description: [
    'Requests (tickets) on the same matter as a ticket or a text, with how they were solved and their links, and the solutions (knowledge base) that share its words. Most alike first.',
    'Compares the words of subjects; for exact searches use search_requests. To read a solution, use get_solution.',
  ].join('\n'),
  toolsets: ['core', 'requests', 'solutions'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.get', 'requests.list', 'requests.resolution.get', 'solutions.list'],
  input: z.strictObject({
    request_id: requestId.optional(),
    text: z.string().trim().min(1).max(4_000).optional().describe('Instead of request_id: what it is about'),
    status: z.enum(['finished', 'open', 'all']).default('finished').describe('Which requests are compared'),
    created_after: dateWords('Created on or after').default('last 12 months'),
    time_zone: timeZone,
    limit: limit(5, 20),
  }),
  output: SimilarView,

  async handler(input, { sdp, clock, signal }) {
    const matter = await matterOf(input, sdp);
    const parts = new Parts(signal);
    const words = matter.words;
    if (words.length === 0) {
      throw new ToolInputError('There are no words to look for.', 'Give text that says what it is about.');
    }
    const dates = new DateWords(clock.now(), input.time_zone);
    const [candidates, solutions] = await Promise.all([
      candidatesFor(words, input, { sdp, dates }),
      parts.read('solutions', sdp.solutionSearch.holdingAny(words.map(searchStem))),
    ]);
    const others = candidates.rows.filter(({ id }) => id !== matter.id);
    const ranked = rankByWords(others, words, ({ subject }) => subject ?? '').slice(0, input.limit);
    const found = rankByWords(solutions?.rows ?? [], words, ({ title, keywords: more }) => `${title} ${more}`);
    return {
      words: [...words],
      requests: await Promise.all(ranked.map((one) => similarRequest(one, sdp, parts))),
      solutions: found.slice(0, input.limit).map(similarSolution),
      compared: {
        read: others.length,
        ...(candidates.totalCount === undefined ? {} : { matching: candidates.totalCount }),
      },
      missing_parts: parts.missing,
    };
  },

  markdown: similarText,
});

interface Matter {
  readonly id?: string;
  readonly words: readonly string[];
}

/** Of a ticket the subject says most; what its description says more than once is added. */
async function matterOf(
  { request_id: reference, text }: { readonly request_id?: string | undefined; readonly text?: string | undefined },
  sdp: SdpApi,
): Promise<Matter> {
  if ((reference === undefined) === (text === undefined)) {
    throw new ToolInputError('What to compare is not said in one way.', 'Give either request_id or text.');
  }
  if (reference === undefined) return { words: keywords(text ?? '').slice(0, MOST_WORDS) };

  const { id } = await sdp.tickets.resolve(reference);
  const { subject, description } = await sdp.requests.get(id);
  const body = ticketText(description, { max: 4_000, trim: true })?.untrusted_text ?? '';
  const inSubject = keywords(subject ?? '');
  const more = keywords(body).filter((word) => inSubject.length === 0 || timesIn(body, word) > 1);
  return { id, words: [...new Set([...inSubject, ...more])].slice(0, MOST_WORDS) };
}

function timesIn(text: string, word: string): number {
  return text.toLowerCase().split(searchStem(word)).length - 1;
}

async function candidatesFor(
  words: readonly string[],
  { status, created_after: since }: { readonly status: 'finished' | 'open' | 'all'; readonly created_after: string },
  { sdp, dates }: { readonly sdp: SdpApi; readonly dates: DateWords },
) {
  const clauses: readonly (Clause | undefined)[] = [
    { criterion: { any: words.map((word) => comparison('subject', 'contains', searchStem(word))) }, words: '' },
    await statusClause(status === 'finished' ? 'closed' : status, sdp),
    timeClause('created_time', 'after', { words: since, argument: 'created_after', label: 'created' }, dates),
  ];
  const search = all(clauses.filter((clause) => clause !== undefined));
  return sdp.requests.list({ where: search?.criterion, rowCount: 100, totalCount: true });
}

async function similarRequest(
  { item, similarity, shared }: Ranked<SdpRequest>,
  sdp: SdpApi,
  parts: Parts,
): Promise<SimilarRequest> {
  const { id, display_id: number, subject, status, created_time, technician } = item;
  const stored = await parts.read('a resolution', sdp.requests.resolution(id));
  const resolution = ticketText(stored?.content ?? null, { max: RESOLUTION_CHARACTERS, trim: false });
  return {
    number: cleanLine(number, 20),
    id,
    subject: cleanLine(subject ?? ''),
    status: lookupName(status) ?? 'unknown',
    ...present({
      created_at: isoTime(created_time) ?? undefined,
      technician: technician ? nameOf(technician) : undefined,
      resolution: resolution ?? undefined,
    }),
    similarity,
    shared_words: [...shared],
    url: sdp.requestUrl(id),
  };
}

function similarSolution({ item, similarity, shared }: Ranked<FoundSolution>): SimilarSolution {
  const { id, number, title, topic, approval } = item;
  return {
    id,
    title: cleanLine(title),
    ...present({
      number: number === null ? undefined : cleanLine(number, 20),
      topic: lookupName(topic),
      approval: lookupName(approval),
    }),
    similarity,
    shared_words: [...shared],
  };
}
