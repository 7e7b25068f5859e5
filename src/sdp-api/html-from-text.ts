/**
 * Plain text as the HTML that SDP stores: markup in the text is escaped, line breaks, blank lines between paragraphs,
 * `-`/`*`/`1.` lists and web addresses are kept as such.
 */
export function htmlFromText(text: string): string {
  throw new Error(`not written: ${text}`);
}
