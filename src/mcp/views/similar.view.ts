import { z } from 'zod';

import { Fence } from '../text/fence.js';
import { facts, inline, paragraphs } from '../text/markdown.js';
import { cutNote, TicketText } from '../text/ticket-text.js';
import { readableTime } from '../text/times.js';
import { MissingPart, missingText } from '../tools/parts.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** A request like the one asked about, with how it was solved. */
export const SimilarRequest = z.object({
  number: z.string(),
  id: z.string(),
  subject: z.string(),
  status: z.string(),
  created_at: z.string().optional(),
  technician: z.string().optional(),
  similarity: z.number(),
  shared_words: z.array(z.string()),
  resolution: TicketText.optional(),
  url: z.string(),
});

export type SimilarRequest = z.output<typeof SimilarRequest>;

/** An article of the knowledge base on the same matter. */
export const SimilarSolution = z.object({
  number: z.string().optional(),
  id: z.string(),
  title: z.string(),
  topic: z.string().optional(),
  approval: z.string().optional(),
  similarity: z.number(),
  shared_words: z.array(z.string()),
});

export type SimilarSolution = z.output<typeof SimilarSolution>;

export const SimilarView = z.object({
  words: z.array(z.string()),
  requests: z.array(SimilarRequest),
  solutions: z.array(SimilarSolution),
  compared: z.object({ read: z.number(), matching: z.number().optional() }),
  missing_parts: z.array(MissingPart),
});

export type SimilarView = z.output<typeof SimilarView>;

export function similarText({ words, requests, solutions, compared, missing_parts: missing }: SimilarView): string {
  const fence = new Fence();
  const { read, matching } = compared;
  const all = matching === undefined || matching <= read ? '' : ` of ${matching}, the newest`;
  return paragraphs(
    `Looked for: ${inline(words.join(', '), 300)}. Compared ${read} requests${all}.`,
    requests.length === 0 ? 'No similar request was found.' : undefined,
    ...requests.map((request) => requestText(request, fence)),
    solutions.length === 0
      ? 'No solution shares these words.'
      : `**Solutions**\n${solutions.map(solutionLine).join('\n')}`,
    missingText(missing),
    UNTRUSTED_NOTICE,
  );
}

function requestText(request: SimilarRequest, fence: Fence): string {
  const { number, subject, status, similarity, shared_words: shared, resolution } = request;
  return paragraphs(
    `**${inline(number)} ${inline(subject, 120)}** (${percent(similarity)} alike: ${inline(shared.join(', '), 200)})`,
    facts([
      ['Status', inline(status)],
      ['Created', request.created_at === undefined ? undefined : readableTime(request.created_at)],
      ['Technician', request.technician === undefined ? undefined : inline(request.technician)],
      ['Link', request.url],
    ]),
    resolution === undefined ? 'No resolution is stored.' : fence.around(resolution.untrusted_text, 'resolution'),
    resolution && cutNote(resolution, 'get_request shows it'),
  );
}

function solutionLine({
  number,
  id,
  title,
  topic,
  approval,
  similarity,
  shared_words: shared,
}: SimilarSolution): string {
  const more = [topic, approval].filter((text) => text !== undefined).map((text) => inline(text, 60));
  return `- ${inline(number ?? id)} ${inline(title, 150)} (${percent(similarity)} alike: ${inline(shared.join(', '), 200)}${more.length > 0 ? `; ${more.join(', ')}` : ''})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
