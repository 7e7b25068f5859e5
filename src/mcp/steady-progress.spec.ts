import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SteadyProgress } from './steady-progress.js';

const EVERY_MS = 10_000;
let sent: [done: number, total: number | undefined, message: string][];
let progress: SteadyProgress;

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  progress = new SteadyProgress((...report) => void sent.push(report), EVERY_MS);
});
afterEach(() => {
  progress.end();
  jest.useRealTimers();
});

describe('the progress of a call', () => {
  it('is told every ten seconds of a silent tool, with figures that grow', () => {
    jest.advanceTimersByTime(3 * EVERY_MS);

    expect(sent.map(([done]) => done)).toEqual([0.5, 0.75, 0.875]);
    expect(sent[0]).toEqual([0.5, undefined, 'Still working.']);
  });

  it('is not told by us while the tool tells it', () => {
    for (const step of [1, 2, 3]) {
      jest.advanceTimersByTime(EVERY_MS - 1);
      progress.report(step, 3, `step ${step}`);
    }

    expect(sent).toEqual([1, 2, 3].map((step) => [step, 3, `step ${step}`]));
  });

  it('never reaches the next step of the tool, however long it is silent', () => {
    progress.report(1, 3, 'step 1');
    jest.advanceTimersByTime(30 * EVERY_MS);
    progress.report(2, 3, 'step 2');

    const figures = sent.map(([done]) => done);
    expect(figures).toEqual([...new Set(figures)].sort((a, b) => a - b));
    expect(sent.at(-1)).toEqual([2, 3, 'step 2']);
  });

  it('is not told when the call has ended', () => {
    progress.end();
    jest.advanceTimersByTime(2 * EVERY_MS);
    progress.report(1, 3, 'late');

    expect(sent).toEqual([]);
  });
});
