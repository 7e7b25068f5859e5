import type { Stage, StageOptions } from './stage/stage.js';

/** How much of a scenario is played: `short` is for every change, `long` for the report. */
export type Size = 'short' | 'long';

/** One thing that was measured, and whether the promise about it was kept. */
export interface Measurement {
  readonly what: string;
  readonly measured: string;
  /** Empty for what is shown beside the others and promises nothing. */
  readonly promised: string;
  readonly holds: boolean;
}

/** What came of a scenario. `skipped` says what is missing here; it is never shown as kept. */
export type Outcome = { readonly measurements: readonly Measurement[] } | { readonly skipped: string };

/** One promise of the server, and the trouble in which it is tried. */
export interface Scenario {
  /** As in the list of reliability tests, for example `T-1.1`. */
  readonly id: string;
  /** In words, for people. */
  readonly promise: string;
  /** Not in the short set: why. */
  readonly longOnly?: string;
  readonly stage?: StageOptions;
  /** @throws Error when it could not be played to its end; that counts as broken */
  run(stage: Stage, size: Size): Promise<Outcome>;
}

/** Something measured with a limit above. */
export function atMost(what: string, measured: number, most: number, unit = ''): Measurement {
  return { what, measured: shown(measured, unit), promised: `<= ${shown(most, unit)}`, holds: measured <= most };
}

/** Something measured with a limit below. */
export function atLeast(what: string, measured: number, least: number, unit = ''): Measurement {
  return { what, measured: shown(measured, unit), promised: `>= ${shown(least, unit)}`, holds: measured >= least };
}

export function exactly(what: string, measured: number | string, wanted: number | string): Measurement {
  return { what, measured: String(measured), promised: String(wanted), holds: measured === wanted };
}

/** Shown beside the others; promises nothing. */
export function noted(what: string, measured: string): Measurement {
  return { what, measured, promised: '', holds: true };
}

function shown(value: number, unit: string): string {
  const number = Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0);
  return unit === '' ? number : `${number} ${unit}`;
}
