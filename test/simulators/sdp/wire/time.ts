/** A time on the wire (reference B.7): epoch milliseconds as a string, and text in the reader's zone. */
export interface WireTime {
  readonly display_value: string;
  readonly value: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: true,
    });
    formats.set(zone, format);
  }
  return format;
}

/** Texts of minutes that were shown before: formatting is the costliest part of a long list. */
const shown = new Map<string, string>();
const MOST_SHOWN = 20_000;

/** Such as `Jun 24, 2020 03:05 PM`. */
function displayTime(ms: number, zone: string): string {
  const key = `${Math.floor(ms / 60_000)} ${zone}`;
  let text = shown.get(key);
  if (text === undefined) {
    if (shown.size >= MOST_SHOWN) shown.clear();
    text = format(ms, zone);
    shown.set(key, text);
  }
  return text;
}

function format(ms: number, zone: string): string {
  const part = Object.fromEntries(
    formatFor(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.month} ${part.day}, ${part.year} ${part.hour}:${part.minute} ${part.dayPeriod}`;
}

export function wireTime(ms: number, zone: string): WireTime {
  return { display_value: displayTime(ms, zone), value: String(ms) };
}
