import { Logger } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatted } from '../docs/formatted.js';
import { evaluate } from './evaluate.js';
import { GOAL, reportPage, shareOfFew } from './report.js';

/** `npm run evaluate`: does every task, prints the table and writes docs/EVALUATION.md. Ends with 1 below the goal. */
const PAGE = join(import.meta.dirname, '../../docs/EVALUATION.md');

Logger.overrideLogger(false);
const evaluation = await evaluate();
const page = await formatted(reportPage(evaluation));
process.stdout.write(page);
const failures = evaluation.results.filter(({ failure }) => failure !== undefined);
for (const { task, failure } of failures) process.stderr.write(`\nNOT DONE: ${task.says}\n  ${failure}\n`);
if (failures.length === 0) await writeFile(PAGE, page);
process.exitCode = failures.length === 0 && shareOfFew(evaluation) >= GOAL ? 0 : 1;
