import { z } from 'zod';

import type { SdpHistoryEntry } from '../../sdp-api/history/history.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';
import { isoTime, readableTime } from '../text/times.js';
import { present } from './request-row.view.js';

const text = z.string().optional();

/** Changes of one entry that are shown. */
const MOST_CHANGES = 12;

/** One thing that happened to a record. */
export const HistoryView = z.object({
  /** Absent where the portal gives none. */
  id: text,
  at: text,
  by: text,
  what: text,
  untrusted_description: text,
  changes: z.array(z.object({ field: z.string(), from: text, to: text })),
});

export type HistoryView = z.output<typeof HistoryView>;

export function historyView({ id, what, description, by, at, changes }: SdpHistoryEntry): HistoryView {
  const short = (value: string | null, max: number): string | undefined =>
    value === null ? undefined : cleanLine(value.replaceAll(/<[^>]*>/g, ' '), max);
  return {
    ...present({
      id: short(id, 40),
      at: isoTime(at) ?? undefined,
      by: short(by, 120),
      what: short(what, 80),
      untrusted_description: short(description, 400),
    }),
    changes: changes.slice(0, MOST_CHANGES).map(({ field, from, to }) => ({
      field: short(field, 80) ?? 'a field',
      ...present({ from: short(from, 160), to: short(to, 160) }),
    })),
  };
}

/** `- 2026-11-23 09:15 UTC, Dana Reyes, UPDATE: status Open → Closed` */
export function historyLine({ at, by, what, untrusted_description: said, changes }: HistoryView): string {
  const changed = changes.map(
    ({ field, from, to }) => `${inline(field)} ${inline(from ?? null)} → ${inline(to ?? null)}`,
  );
  const parts = [...changed, ...(said === undefined ? [] : [inline(said, 400)])];
  const title = [
    readableTime(at ?? null),
    inline(by ?? 'ServiceDesk Plus'),
    ...(what === undefined ? [] : [inline(what)]),
  ];
  return `- ${title.join(', ')}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`;
}
