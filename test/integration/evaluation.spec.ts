import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { formatted } from '../docs/formatted.js';
import { evaluate } from '../evaluation/evaluate.js';
import { type Evaluation, GOAL, reportPage, shapeOf, shareOfFew } from '../evaluation/report.js';

let evaluation: Evaluation;
beforeAll(async () => {
  evaluation = await evaluate();
}, 240_000);

describe('the tasks of a help desk', () => {
  it('are done, with these tools and with one for each endpoint', () => {
    const failures = evaluation.results.filter(({ failure }) => failure !== undefined);

    expect(failures.map(({ task, failure }) => `${task.says} ${failure}`)).toEqual([]);
  });

  it('take at most two calls in four of five', () => {
    expect(shareOfFew(evaluation)).toBeGreaterThanOrEqual(GOAL);
  });

  it('take fewer calls and tokens than with one tool for each endpoint', () => {
    const sum = (way: 'ours' | 'plain', what: 'calls' | 'tokens') =>
      evaluation.results.reduce((total, result) => total + result[way][what], 0);

    expect(sum('ours', 'calls')).toBeLessThan(sum('plain', 'calls'));
    expect(sum('ours', 'tokens')).toBeLessThan(sum('plain', 'tokens'));
    expect(evaluation.list.ours).toBeLessThan(evaluation.list.plain);
  });

  it('are those of the page EVALUATION, which npm run evaluate writes', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/EVALUATION.md'), 'utf8');

    expect(shapeOf(page)).toBe(shapeOf(await formatted(reportPage(evaluation))));
  });
});
