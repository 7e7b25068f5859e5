import type { Task } from './task.js';
import type { TaskResult } from './run-task.js';

/** What of an answer counts as few calls, and how many tasks have to do with so many. */
export const FEW_CALLS = 2;
export const GOAL = 0.8;

export interface Evaluation {
  readonly results: readonly TaskResult[];
  /** Tokens of the list of tools that every conversation begins with. */
  readonly list: { readonly ours: number; readonly plain: number };
  readonly tools: { readonly shown: number; readonly all: number; readonly plain: number };
}

/** The share of tasks that take at most two calls. */
export function shareOfFew({ results }: Evaluation): number {
  return results.filter(({ ours }) => ours.calls <= FEW_CALLS).length / results.length;
}

/** `docs/EVALUATION.md`. */
export function reportPage(evaluation: Evaluation): string {
  const { results, list, tools } = evaluation;
  const sum = (way: 'ours' | 'plain', what: 'calls' | 'tokens'): number =>
    results.reduce((total, result) => total + result[way][what], 0);
  const mean = (way: 'ours' | 'plain', what: 'calls' | 'tokens'): number => sum(way, what) / results.length;
  const few = results.filter(({ ours }) => ours.calls <= FEW_CALLS).length;
  const many = results.filter(({ ours }) => ours.calls > 3);
  const three = results.filter(({ ours }) => ours.calls === 3);
  const rows = results.map(({ task, ours, plain }, index) =>
    [index + 1, task.module, asSaid(task), ours.calls, plain.calls, number(ours.tokens), number(plain.tokens)].join(
      ' | ',
    ),
  );
  return [
    '# Evaluation',
    '',
    `What ${results.length} tasks of a help desk take with these tools, and with one tool for each endpoint of ServiceDesk Plus. Made by \`npm run evaluate\`; no model takes part. Each task is done against the simulator in the shortest way there is, and its effect is checked.`,
    '',
    `- At most ${FEW_CALLS} calls: **${few} of ${results.length} tasks (${percent(few / results.length)})**; the goal is ${percent(GOAL)}.`,
    `- Three calls: ${three.length === 0 ? 'none' : listOf(three)}.`,
    `- More than three calls: ${many.length === 0 ? 'none' : listOf(many)}.`,
    '',
    '|  | these tools | one tool for each endpoint |',
    '| --- | ---: | ---: |',
    `| tools a model is shown | ${tools.shown} of ${tools.all} | ${tools.plain} |`,
    `| tokens of \`tools/list\` | ${number(list.ours)} | ${number(list.plain)} |`,
    `| calls a task, on average | ${mean('ours', 'calls').toFixed(1)} | ${mean('plain', 'calls').toFixed(1)} |`,
    `| tokens a task, calls and answers | ${number(mean('ours', 'tokens'))} | ${number(mean('plain', 'tokens'))} |`,
    `| tokens a task, \`tools/list\` included | ${number(mean('ours', 'tokens') + list.ours)} | ${number(mean('plain', 'tokens') + list.plain)} |`,
    '',
    'Tokens are counted with the o200k encoding. For these tools they are those of the names, arguments and texts that a model reads; a search for a tool that is not shown at first counts as a call. For the endpoints they are those of the real answers of the simulator, with 1 to 25 rows a list, and of a catalogue with one line for each tool: published ones are longer. Neither side pays for wrong turns; a model that has to read ids out of answers takes more of them.',
    '',
    '## Task by task',
    '',
    '| # | module | task | calls | calls by endpoint | tokens | tokens by endpoint |',
    '| ---: | --- | --- | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

function listOf(results: readonly TaskResult[]): string {
  return results.map(({ task }) => `"${asSaid(task)}"`).join(', ');
}

/** Stands for the numbers that a scene gives the tickets it makes. */
const NUMBERS = ['31230', '31231', '31232'];

/** The task with numbers in it, as somebody would say it. */
function asSaid({ says }: Task): string {
  let next = 0;
  return says.replace(/\{[a-z_]+\}/g, () => NUMBERS[next++] ?? '31233');
}

/** A page without its figures and its table's widths: what changes when a task or a sentence does. */
export function shapeOf(page: string): string {
  return page
    .replace(/[\d.,]*\d/g, '#')
    .replace(/-{3,}/g, '---')
    .replace(/ +/g, ' ');
}

const number = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (share: number): string => `${Math.round(share * 100)} %`;
