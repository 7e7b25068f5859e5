import type { Outcome, Scenario, Size } from './scenario.js';
import { CleanUp, cleanUpOnSignals } from './stage/clean-up.js';
import { Stage } from './stage/stage.js';

export type Verdict = 'kept' | 'BROKEN' | 'skipped';

export interface Played {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** Log lines of the levels error and fatal, and what is no log line at all. */
const TROUBLE = /"level":"(error|fatal)"|^(?!\{|loop-meter|\(|$)/;

/** Plays one scenario on a stage of its own, and leaves nothing behind however it ends. */
export async function play(scenario: Scenario, size: Size): Promise<Played> {
  const started = performance.now();
  const cleanUp = new CleanUp();
  const stopListening = cleanUpOnSignals(cleanUp);
  let outcome: Outcome;
  let stage: Stage | undefined;
  try {
    stage = await Stage.set(scenario.stage ?? {}, cleanUp);
    outcome = await scenario.run(stage, size);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    outcome = { measurements: [{ what: 'played to its end', measured: reason, promised: 'yes', holds: false }] };
  }
  const verdict = verdictOf(outcome);
  if (verdict === 'BROKEN' && stage) showTroubleOf(stage);
  await cleanUp.run();
  stopListening();
  return { scenario, outcome, verdict, seconds: (performance.now() - started) / 1000 };
}

function verdictOf(outcome: Outcome): Verdict {
  if ('skipped' in outcome) return 'skipped';
  return outcome.measurements.every(({ holds }) => holds) ? 'kept' : 'BROKEN';
}

/** The last errors of each replica: without them a broken promise says little. */
function showTroubleOf(stage: Stage): void {
  for (const replica of stage.replicas) {
    const lines = replica
      .output()
      .split('\n')
      .filter((line) => TROUBLE.test(line));
    const shown = lines.slice(-4).map((line) => `  replica ${replica.index}: ${line.slice(0, 400)}\n`);
    process.stderr.write(shown.join(''));
  }
}
