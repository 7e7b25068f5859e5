import type { Random } from './random.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HALF_A_YEAR_DAYS = 182;

export type PlannedStatus =
  'Open' | 'In Progress' | 'Onhold' | 'Waiting on Requester' | 'Resolved' | 'Closed' | 'Cancelled';

/** How far tickets of an age have come, as weights. */
const PROGRESS: readonly (readonly [upToDays: number, Readonly<Record<PlannedStatus, number>>])[] = [
  [3, { Open: 50, 'In Progress': 25, Onhold: 4, 'Waiting on Requester': 8, Resolved: 8, Closed: 5, Cancelled: 0 }],
  [14, { Open: 22, 'In Progress': 26, Onhold: 8, 'Waiting on Requester': 8, Resolved: 12, Closed: 20, Cancelled: 4 }],
  [45, { Open: 7, 'In Progress': 10, Onhold: 6, 'Waiting on Requester': 4, Resolved: 7, Closed: 60, Cancelled: 6 }],
  [999, { Open: 0, 'In Progress': 1, Onhold: 2, 'Waiting on Requester': 0, Resolved: 2, Closed: 89, Cancelled: 6 }],
];

/** When the tickets came in, oldest first: half a year, denser toward the end, mostly in working hours. */
export function arrivalTimes(count: number, now: number, random: Random): number[] {
  const times = Array.from({ length: count }, (_, index) => {
    const age = HALF_A_YEAR_DAYS * (1 - (index + random.next()) / count) ** 1.4;
    return Math.min(inWorkingHours(now - age * DAY_MS, random), now - random.int(5, 90) * 60_000);
  });
  return times.toSorted((a, b) => a - b);
}

/** Between 7:00 and 18:00 in Boston, and no weekend but for a few. */
function inWorkingHours(ms: number, random: Random): number {
  const midnight = Math.floor(ms / DAY_MS) * DAY_MS;
  const at = midnight + random.int(12 * 60, 23 * 60) * 60_000 + random.int(0, 59_999);
  const weekday = new Date(at).getUTCDay();
  if (random.chance(0.1)) return at;
  if (weekday === 0) return at - 2 * DAY_MS;
  return weekday === 6 ? at - DAY_MS : at;
}

export function plannedStatus(created: number, now: number, random: Random): PlannedStatus {
  const days = (now - created) / DAY_MS;
  return random.weighted(PROGRESS.find(([upTo]) => days <= upTo)![1]);
}

const SLA_HOURS = { Urgent: 8, High: 24, Normal: 72, Low: 120 } as const;

/** By urgency; for most tickets that stayed open longer the date was put off. */
export function dueTime(
  urgency: keyof typeof SLA_HOURS,
  created: number,
  { now, open, random }: { now: number; open: boolean; random: Random },
): number {
  const due = created + SLA_HOURS[urgency] * HOUR_MS;
  return open && due < now && random.chance(0.4) ? now + random.int(4, 6 * 24) * HOUR_MS : due;
}

/** Between half an hour and about a day after the last thing happened. */
export function later(after: number, random: Random): number {
  return after + random.int(20, random.chance(0.7) ? 240 : 1600) * 60_000;
}
