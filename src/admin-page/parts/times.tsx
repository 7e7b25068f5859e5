import type { VNode } from 'preact';

const STEPS = [
  { ms: 86_400_000, unit: 'd' },
  { ms: 3_600_000, unit: 'h' },
  { ms: 60_000, unit: 'min' },
  { ms: 1_000, unit: 's' },
] as const;

/** A time as people compare it: how long ago, or in how long; the time itself is in the element. */
export function Ago({ at, now, none = 'never' }: { at: Date | null; now: Date; none?: string }): VNode {
  if (at === null) return <span class="quiet">{none}</span>;
  const apartMs = at.getTime() - now.getTime();
  return (
    <time dateTime={at.toISOString()} title={utc(at)}>
      {apartMs > 0 ? `in ${length(apartMs)}` : -apartMs < 1_000 ? 'now' : `${length(-apartMs)} ago`}
    </time>
  );
}

/** A time as it is written down. */
export function At({ at }: { at: Date | string }): VNode {
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{utc(date)}</time>;
}

function length(ms: number): string {
  const step = STEPS.find((candidate) => ms >= candidate.ms) ?? { ms: 1_000, unit: 's' };
  return `${Math.floor(ms / step.ms)} ${step.unit}`;
}

/** `2026-11-23 09:00:05 UTC` */
function utc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
