import type { Page, PageQuery } from '../../../sdp-api/list-info.js';
import type { SdpConversation } from '../../../sdp-api/requests/conversation.schema.js';
import type { SdpNote } from '../../../sdp-api/requests/note.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import type { Parts } from '../parts.js';

/** Mails and notes of each kind that are looked at; beyond it a ticket is read in the browser. */
const MOST_ENTRIES = 500;
const PAGE_ROWS = 100;

/** One mail or note of a request, not yet prepared for reading. */
export type ThreadEntry =
  | { readonly kind: 'note'; readonly at: Date | null; readonly note: SdpNote }
  | { readonly kind: 'mail' | 'automatic'; readonly at: Date | null; readonly mail: SdpConversation };

/** A request's mails and notes. */
export interface Thread {
  /** Newest first. */
  readonly entries: readonly ThreadEntry[];
  /** False when there were more than 500 mails or notes and the rest was not looked at. */
  readonly complete: boolean;
}

/**
 * SDP's own mails by their `type` (reference C.1.5 of public probing): acknowledgements, notifications of assignment
 * and queue, intimations to technicians.
 */
const AUTOMATIC = /ack|notify|notification|intimation|escalat|reminder|survey/i;

/**
 * Merges conversations and notes; portals list notes among the conversations, too, under the note's own id.
 *
 * @param hasNotes false spares the call for them
 */
export async function readThread(
  requestId: string,
  sdp: SdpApi,
  parts: Parts,
  { hasNotes = true }: { readonly hasNotes?: boolean } = {},
): Promise<Thread> {
  const [mails, notes] = await Promise.all([
    parts.read(
      'conversations',
      everything((page) => sdp.conversations.headers(requestId, page)),
    ),
    hasNotes
      ? parts.read(
          'notes',
          everything((page) => sdp.notes.list(requestId, page)),
        )
      : undefined,
  ]);
  const known = new Set(notes?.rows.map(({ id }) => id));
  const entries: ThreadEntry[] = [
    ...(notes?.rows ?? []).map((note) => ({ kind: 'note' as const, at: note.created_time, note })),
    ...(mails?.rows ?? [])
      .filter(({ id }) => !known.has(id))
      .map((mail) => ({
        kind: AUTOMATIC.test(mail.type ?? '') ? ('automatic' as const) : ('mail' as const),
        at: mail.created_time,
        mail,
      })),
  ];
  return {
    entries: entries.toSorted((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0)),
    complete: (mails?.complete ?? true) && (notes?.complete ?? true),
  };
}

async function everything<T>(
  readPage: (page: PageQuery) => Promise<Page<T>>,
): Promise<{ readonly rows: readonly T[]; readonly complete: boolean }> {
  const rows: T[] = [];
  for (let more = true; more && rows.length < MOST_ENTRIES;) {
    const page = await readPage({ startIndex: rows.length + 1, rowCount: PAGE_ROWS });
    rows.push(...page.rows);
    more = page.hasMore && page.rows.length > 0;
    if (!more) return { rows, complete: true };
  }
  return { rows, complete: false };
}
