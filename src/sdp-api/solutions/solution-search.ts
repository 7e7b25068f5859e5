import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, rowsOf } from '../list-info.js';
import { lookupOf, timeOf, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';

const WireNumber = z.union([z.string(), z.object({ display_value: WireText, value: WireText })]).nullish();

/** An article of the knowledge base, without its text. */
export const FoundSolution = z
  .object({
    id: WireId,
    display_id: WireNumber.catch(null),
    title: WireText,
    keywords: WireText.catch(null),
    topic: WireLookup.catch(null),
    approval_status: WireLookup.catch(null),
    last_updated_time: WireTime.catch(null),
  })
  .transform((wire) => ({
    id: wire.id,
    number: numberOf(wire.display_id),
    title: wire.title ?? '',
    /** Comma-separated. */
    keywords: wire.keywords ?? '',
    topic: lookupOf(wire.topic),
    approval: lookupOf(wire.approval_status),
    updated_time: timeOf(wire.last_updated_time),
  }));

export type FoundSolution = z.output<typeof FoundSolution>;

function numberOf(wire: z.output<typeof WireNumber>): string | null {
  if (typeof wire === 'string') return wire;
  return wire?.display_value ?? wire?.value ?? null;
}

const SolutionRows = rowsOf(FoundSolution, 'solutions');

/** Looks for articles by words. */
export class SolutionSearch {
  constructor(private readonly send: Send) {}

  /** Articles whose title or keywords hold at least one of the words, at most a hundred. @param words at least one */
  async holdingAny(words: readonly string[]): Promise<Page<FoundSolution>> {
    return this.send(
      listOperation({
        path: ['solutions'],
        rows: SolutionRows,
        where: {
          any: words.flatMap((word) => [
            { field: 'title', condition: 'contains' as const, values: [word] },
            { field: 'keywords', condition: 'contains' as const, values: [word] },
          ]),
        },
        fields: ['id', 'display_id', 'title', 'keywords', 'topic', 'approval_status', 'last_updated_time'],
        rowCount: 100,
      }),
    );
  }
}
