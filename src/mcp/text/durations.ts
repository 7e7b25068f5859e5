/** Hours and minutes with the units that are written after them. */
const HOURS = String.raw`(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:h|hr|hrs|hour|hours)`;
const MINUTES = String.raw`(\d{1,5})\s*(?:m|min|mins|minute|minutes)`;

const FORMS: readonly RegExp[] = [
  new RegExp(`^${HOURS}(?:\\s*(?:and\\s*)?(?:${MINUTES}|(\\d{1,2})))?$`, 'i'),
  new RegExp(`^()${MINUTES}$`, 'i'),
  /^(\d{1,3}):([0-5]\d)$/,
];

/**
 * Ms of a duration as people write it: `1h30`, `1h 30m`, `90m`, `90 min`, `1:30`, `0.5h`, `1,5 hours`; undefined when it
 * is none of these. A number without a unit is none: it could be hours or minutes.
 */
export function readDuration(text: string): number | undefined {
  for (const form of FORMS) {
    const match = form.exec(text.trim());
    if (!match) continue;
    const [, hours = '', minutes, bareMinutes] = match;
    const total = Number(hours.replace(',', '.') || 0) * 60 + Number(minutes ?? bareMinutes ?? 0);
    return Math.round(total) * 60_000;
  }
  return undefined;
}

/** `1 h 30 min`, `45 min`, `2 h`. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (whole === 0) return `${rest} min`;
  return rest === 0 ? `${whole} h` : `${whole} h ${rest} min`;
}
