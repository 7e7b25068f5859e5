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

/** Such as `Jun 24, 2020 03:05 PM`. */
export function displayTime(ms: number, zone: string): string {
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
