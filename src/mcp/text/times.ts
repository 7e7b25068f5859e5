import { DateTime } from 'luxon';

/** ISO 8601 in UTC without milliseconds, or null. */
export function isoTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** An instant in UTC as we write them: no library has to read it. */
const UTC_MINUTES = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/;

/** `2026-11-23 09:15 UTC` for reading; `–` when there is no time. @param zone an IANA name */
export function readableTime(iso: string | null, zone = 'UTC'): string {
  if (iso === null) return '–';
  const utc = zone === 'UTC' ? UTC_MINUTES.exec(iso) : null;
  if (utc) return `${utc[1]} ${utc[2]} UTC`;
  const time = DateTime.fromISO(iso, { zone });
  return `${time.toFormat('yyyy-MM-dd HH:mm')} ${zone === 'UTC' ? 'UTC' : time.toFormat('ZZ')}`;
}

/**
 * `2026-11-23` for a day that this server wrote, which is noon in UTC; the instant otherwise, since which day it is
 * depends on the time zone of the portal.
 */
export function readableDay(iso: string | null): string {
  const day = /^(\d{4}-\d\d-\d\d)T12:00:00Z$/.exec(iso ?? '');
  return day?.[1] ?? readableTime(iso);
}

/** `2026-11-23 09:15 UTC` where the text is such an instant; every other text as it is. */
export function withReadableTime(text: string): string {
  return UTC_MINUTES.test(text) ? readableDay(text) : text;
}

/** Whole days, hours or minutes between two instants, such as `3 days` or `45 minutes`; the sign is dropped. */
export function span(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1_440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
