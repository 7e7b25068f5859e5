/** A name as it is compared: without case, accents, and superfluous spaces. */
export function folded(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The same without the numbering that portals put before names ("3 - High", "1. Low") and without punctuation. */
export function bare(name: string): string {
  return folded(name)
    .replace(/^(?:\d{1,2}|[a-z])\s*[-.):]\s+/, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
