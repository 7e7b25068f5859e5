import { TicketReferenceError } from '../sdp-input.errors.js';

/** What a text names: a ticket number that people use, or the API's id. */
export type TicketReference = { readonly number: string } | { readonly id: string };

/** Ids have 13 digits and more (15 to 19 in recorded data); no portal counts its tickets that far. */
const SHORTEST_ID = 13;

const NUMBER = /^(?:(?:request|ticket|case)\s*)?(?:(?:[A-Za-z]{1,10}[-_\s]?)?#?\s*)?(\d{1,20})$/i;
/** SDP's mark in the subject of its mails. */
const SUBJECT_MARK = /##\s*(?:[A-Za-z]{1,10}-)?(\d{1,20})\s*##/;
const PAGE_PATH = /\/requests?\/(\d{1,20})(?:\/|$)/i;
/** Names of the query parameter that holds the id in SDP's addresses, old and new. */
const PAGE_PARAMETERS = ['id', 'woID', 'workOrderId', 'requestId'];

/** @throws TicketReferenceError when the text names no ticket */
export function readTicketReference(text: string): TicketReference {
  const trimmed = text.trim();
  const digits = /^https?:\/\//i.test(trimmed)
    ? fromAddress(trimmed)
    : (SUBJECT_MARK.exec(trimmed)?.[1] ?? NUMBER.exec(trimmed)?.[1]);
  if (digits === undefined) throw new TicketReferenceError();
  if (digits.length >= SHORTEST_ID) return { id: digits };
  const number = digits.replace(/^0+/, '');
  if (number === '') throw new TicketReferenceError();
  return { number };
}

function fromAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  // Some of SDP's addresses carry the page behind the hash.
  const inPath = PAGE_PATH.exec(url.pathname) ?? PAGE_PATH.exec(url.hash);
  if (inPath) return inPath[1];
  for (const name of PAGE_PARAMETERS) {
    const value = url.searchParams.get(name);
    if (value && /^\d{1,20}$/.test(value)) return value;
  }
  return undefined;
}
