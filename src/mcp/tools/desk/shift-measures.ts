import type { DateTime } from 'luxon';

import type { Criterion } from '../../../sdp-api/criteria.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { comparison, not } from '../../search/clause.js';
import type { ShiftMeasure } from '../../views/shift-report.view.js';

/** What a shift report covers. */
export interface Shift {
  readonly start: DateTime;
  /** The first instant after it. */
  readonly end: DateTime;
  readonly now: Date;
  /** How soon a request must be due to be at risk. */
  readonly riskHours: number;
  /** What holds for every request of the report. */
  readonly among: readonly Criterion[];
}

/** How a measure is read: the requests to look at, and which of them count. */
export interface Measure {
  readonly where: Criterion;
  /** Absent: all of them. */
  readonly counts?: (request: SdpRequest) => boolean;
}

/** Each measure as a search. The times are SDP's own: created, completed and due time. */
export async function shiftMeasures(shift: Shift, { lookups }: SdpApi): Promise<Record<ShiftMeasure, Measure>> {
  const [open, onHold] = await Promise.all([lookups.statusCriterion('open'), lookups.statusCriterion('on_hold')]);
  const { start, end, now, riskHours, among } = shift;
  const between = (field: string, from: number, until: number): Criterion[] => [
    comparison(field, 'greater or equal', String(from)),
    comparison(field, 'lesser than', String(until)),
  ];
  const inShift = (field: string) => between(field, start.toMillis(), end.toMillis());
  const nowMs = now.getTime();
  return {
    opened: { where: { all: [...inShift('created_time'), ...among] } },
    closed: { where: { all: [...inShift('completed_time'), not({ criterion: open, words: '' }).criterion, ...among] } },
    breached: {
      where: { all: [...between('due_by_time', start.toMillis(), Math.min(end.toMillis(), nowMs)), ...among] },
      counts: isBreached,
    },
    at_risk: {
      where: {
        all: [
          open,
          not({ criterion: onHold, words: '' }).criterion,
          ...between('due_by_time', nowMs, nowMs + riskHours * 3_600_000),
          ...among,
        ],
      },
    },
    reopened: { where: { all: [comparison('is_reopened', 'is', true), ...inShift('last_updated_time'), ...among] } },
  };
}

/** Finished after its due time, or not finished with a running clock. What is on hold is not late: its clock stands. */
function isBreached({ due_by_time: due, completed_time: done, status }: SdpRequest): boolean {
  if (due === null) return false;
  if (status?.in_progress === false) return done !== null && done > due;
  return status?.stop_timer !== true;
}
