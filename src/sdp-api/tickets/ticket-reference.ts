import { TicketReferenceError } from '../sdp-input.errors.js';

/** What a text names: a number that people use, or the API's id. */
export type TicketReference = { readonly number: string } | { readonly id: string };

/** Ids have 13 digits and more (15 to 19 in recorded data); no portal counts its tickets that far. */
const SHORTEST_ID = 13;

const NUMBER = /^(?:(?:request|ticket|case)\s*)?(?:(?:[A-Za-z]{1,10}[-_\s]?)?#?\s*)?(\d{1,20})$/i;
/** SDP's mark in the subject of its mails. */
const SUBJECT_MARK = /##\s*(?:[A-Za-z]{1,10}-)?(\d{1,20})\s*##/;
/** Names of the query parameter that holds a request's id in SDP's addresses, old and new. */
const REQUEST_PARAMETERS = ['id', 'woID', 'workOrderId', 'requestId'];

/** @throws TicketReferenceError when the text names no ticket */
export function readTicketReference(text: string): TicketReference {
  const reference = readReference(text, 'requests', REQUEST_PARAMETERS);
  if (!reference) throw new TicketReferenceError();
  return reference;
}

/**
 * Reads how people name a record: its number, its long id or the address of its page. Undefined for anything else.
 *
 * @param collection the part of an address before the id, such as `problems`
 * @param parameters of an address that hold the id
 */
export function readReference(
  text: string,
  collection: string,
  parameters: readonly string[] = ['id'],
): TicketReference | undefined {
  const trimmed = text.trim();
  const digits = /^https?:\/\//i.test(trimmed)
    ? fromAddress(trimmed, collection, parameters)
    : (SUBJECT_MARK.exec(trimmed)?.[1] ?? NUMBER.exec(trimmed)?.[1]);
  if (digits === undefined) return undefined;
  if (digits.length >= SHORTEST_ID) return { id: digits };
  const number = digits.replace(/^0+/, '');
  return number === '' ? undefined : { number };
}

function fromAddress(address: string, collection: string, parameters: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const pagePath = new RegExp(`/${collection.replace(/s$/, 's?')}/(\\d{1,20})(?:/|$)`, 'i');
  // Some of SDP's addresses carry the page behind the hash.
  const inPath = pagePath.exec(url.pathname) ?? pagePath.exec(url.hash);
  if (inPath) return inPath[1];
  for (const name of parameters) {
    const value = url.searchParams.get(name);
    if (value && /^\d{1,20}$/.test(value)) return value;
  }
  return undefined;
}
