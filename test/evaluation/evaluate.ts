import { DispatcherWorld } from '../support/dispatcher-world.js';
import { plainTools } from './plain-tools.js';
import type { Evaluation } from './report.js';
import { runTask, type TaskResult, tokensOf } from './run-task.js';
import { tasks } from './tasks/index.js';

/** Does every task both ways. */
export async function evaluate(): Promise<Evaluation> {
  const results: TaskResult[] = [];
  for (const task of tasks) results.push(await runTask(task));
  const plain = plainTools();
  const shown = await listOf('core');
  const all = await listOf('all');
  return {
    results,
    list: { ours: tokensOf({ tools: shown }), plain: tokensOf({ tools: plain }) },
    tools: { shown: shown.length, all: all.length, plain: plain.length },
  };
}

async function listOf(toolset: 'core' | 'all') {
  const world = await DispatcherWorld.start({ toolsets: [toolset] });
  try {
    return await world.list();
  } finally {
    await world.close();
  }
}
