import { DateTime } from 'luxon';

export interface WhenProps {
  /** ISO 8601 in UTC; null when it has not happened. */
  readonly at: string | null;
  readonly nowMs: number;
}

/** A moment in UTC and how far it is; a script turns it into the person's own time. */
export function When({ at, nowMs }: WhenProps) {
  if (at === null) return <>never</>;
  const moment = DateTime.fromISO(at, { zone: 'utc', locale: 'en-GB' });
  return (
    <>
      <time class="when" dateTime={at}>
        {moment.toFormat("d LLL yyyy, HH:mm 'UTC'")}
      </time>{' '}
      <span class="quiet">({moment.toRelative({ base: DateTime.fromMillis(nowMs) })})</span>
    </>
  );
}
