import { z } from 'zod';
import { userOf, type UserRef, WireUser } from '../people/user.schema.js';
import { timeOf, WireId, WireText, WireTime } from '../wire/values.js';

const Amount = z.union([z.string(), z.number()]).nullish();

/** Some portals say the time spent by itself, as hours and minutes, or as milliseconds. */
const TimeSpent = z.object({ hours: Amount, minutes: Amount, value: Amount }).nullish();

function spentMs(wire: z.output<typeof TimeSpent>, start: Date | null, end: Date | null): number | null {
  const [hours, minutes, value] = [number(wire?.hours), number(wire?.minutes), number(wire?.value)];
  if (hours !== undefined || minutes !== undefined) return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
  if (value !== undefined) return value;
  return start && end && end >= start ? end.getTime() - start.getTime() : null;
}

function number(amount: z.output<typeof Amount>): number | undefined {
  if (amount === null || amount === undefined || amount === '') return undefined;
  const value = Number(amount);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Time somebody worked on a record. `description` is HTML; `spentMs` is null where the portal tells neither. */
export const SdpWorklog = z
  .object({
    id: WireId,
    owner: WireUser.nullish(),
    description: WireText,
    start_time: WireTime,
    end_time: WireTime,
    recorded_time: WireTime,
    time_spent: TimeSpent,
  })
  .transform((wire) => {
    const [start, end] = [timeOf(wire.start_time), timeOf(wire.end_time)];
    return {
      id: wire.id,
      owner: userOf(wire.owner),
      description: wire.description ?? null,
      start_time: start,
      end_time: end,
      recorded_time: timeOf(wire.recorded_time),
      spentMs: spentMs(wire.time_spent, start, end),
    };
  });

export type SdpWorklog = z.output<typeof SdpWorklog>;

/** What a worklog says. SDP computes the time spent from start and end. */
export interface WorklogFields {
  readonly owner: UserRef;
  readonly start: Date;
  readonly end: Date;
  /** HTML. */
  readonly description?: string;
}
