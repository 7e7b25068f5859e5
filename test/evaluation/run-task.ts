import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { DispatcherWorld } from '../support/dispatcher-world.js';
import { filled, type Outcome, type PlainCall, type Scene, type Step, type Task } from './task.js';

/** What a way of doing a task took. Tokens are those of the calls and their answers, without the list of tools. */
export interface Effort {
  readonly calls: number;
  readonly tokens: number;
}

export interface TaskResult {
  readonly task: Task;
  readonly ours: Effort;
  readonly plain: Effort;
  /** Why it was not done; undefined when it was. */
  readonly failure: string | undefined;
}

/** Tokens of a text or of a value as JSON. */
export function tokensOf(value: unknown): number {
  return countTokens(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Does a task twice, each time in a portal of its own: with our tools, and with one call for each endpoint. */
export async function runTask(task: Task): Promise<TaskResult> {
  const ours = await inPortal(task, (world, scene) => withTools(task, world, scene));
  const plain = await inPortal(task, (world, scene) => withEndpoints(task.plain, world, scene));
  return { task, ours: ours.effort, plain: plain.effort, failure: ours.failure ?? plain.failure };
}

interface Done {
  readonly effort: Effort;
  readonly failure: string | undefined;
}

async function inPortal(task: Task, work: (world: DispatcherWorld, scene: Scene) => Promise<Done>): Promise<Done> {
  const world = await DispatcherWorld.start({ toolsets: ['core'] });
  try {
    const scene = (await task.scene?.(world)) ?? {};
    await world.world.renew();
    return await work(world, scene);
  } finally {
    await world.close();
  }
}

async function withTools(task: Task, world: DispatcherWorld, scene: Scene): Promise<Done> {
  const shown = new Set((await world.list()).map(({ name }) => name));
  const texts: string[] = [];
  let calls = 0;
  let tokens = 0;
  const call = async (name: string, args: unknown): Promise<string | undefined> => {
    const { content, isError } = await world.call(name, args);
    const text = content.map((part) => ('text' in part ? part.text : '')).join('\n');
    calls += 1;
    tokens += tokensOf({ name, arguments: args }) + tokensOf(text);
    texts.push(text);
    return isError && !text.includes('confirm: true') ? `${name}: ${text}` : undefined;
  };
  for (const step of task.solve) {
    const failure = await runStep(step, { scene, shown, call, texts });
    if (failure !== undefined) return { effort: { calls, tokens }, failure };
  }
  const outcome: Outcome = { sdp: world.sdp, scene, read: texts.join('\n') };
  return {
    effort: { calls, tokens },
    failure: task.holds(outcome) ? undefined : `not done: ${outcome.read.slice(-1_500)}`,
  };
}

interface Run {
  readonly scene: Scene;
  /** Tools whose arguments the model knows. */
  readonly shown: Set<string>;
  readonly texts: readonly string[];
  call(name: string, args: unknown): Promise<string | undefined>;
}

/** @returns why it failed */
async function runStep({ tool, args = {}, search }: Step, run: Run): Promise<string | undefined> {
  const given = filled(args, run.scene);
  const core = run.shown.has(tool);
  if (search !== undefined) {
    if (core) return `${tool} needs no search`;
    await run.call('search_tools', { query: search });
    // Found in full: with its arguments.
    if (!run.texts.at(-1)?.includes(`**${tool}**`))
      return `"${search}" does not find ${tool}: ${run.texts.at(-1)?.slice(0, 1_000)}`;
  } else if (!core && !run.texts.some((text) => text.includes(`**${tool}**`))) {
    return `${tool} was neither shown nor found`;
  }
  return core ? run.call(tool, given) : run.call('call_tool', { name: tool, arguments: given });
}

async function withEndpoints(calls: readonly PlainCall[], world: DispatcherWorld, scene: Scene): Promise<Done> {
  let tokens = 0;
  for (const [method, path, input] of calls) {
    const body = input === undefined ? undefined : JSON.stringify(filled(input, scene));
    const answer = await send(world, { method, path: filled(path, scene), body });
    tokens += tokensOf({ path, input: input ?? {} }) + tokensOf(answer.text);
    if (answer.status >= 400) {
      return { effort: { calls: calls.length, tokens }, failure: `${method} ${path}: ${answer.text.slice(0, 500)}` };
    }
  }
  return { effort: { calls: calls.length, tokens }, failure: undefined };
}

async function send(
  { world }: DispatcherWorld,
  { method, path, body }: { method: string; path: string; body: string | undefined },
): Promise<{ status: number; text: string }> {
  const url = new URL(`/app/${world.sdp.portal}/api/v3${path}`, world.sdp.url);
  const inQuery = method === 'GET' || method === 'DELETE';
  if (body !== undefined && inQuery) url.searchParams.set('input_data', body);
  const answer = await fetch(url, {
    method,
    headers: { authorization: 'Zoho-oauthtoken dana-1', accept: 'application/vnd.manageengine.sdp.v3+json' },
    ...(body !== undefined && !inQuery ? { body: new URLSearchParams({ input_data: body }) } : {}),
  });
  return { status: answer.status, text: await answer.text() };
}
