import { inputSchema } from '../../../src/mcp/public-schema.js';
import type { SdpTool } from '../../../src/mcp/tools/define-tool.js';
import { tools } from '../../../src/mcp/tools/index.js';
import type { ToolWorld } from './tool-world.js';

type Args = Record<string, unknown>;
type Maker = (world: ToolWorld, args: Args) => unknown;

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
}

/** Tools whose arguments cannot be told from their names. */
const OWN: Readonly<Record<string, (world: ToolWorld) => Args | Promise<Args>>> = {
  search_requests: () => ({ query: 'vpn', all_of: [{ field: 'requester', value: 'ben.carter@example.com' }] }),
  update_request: async (w) => ({
    ...{ request_id: await newRequest(w), priority: 'High', description: 'x', clear_fields: ['group'] },
  }),
  bulk_update_requests: async (w) => ({
    ...{ request_ids: [await newRequest(w), await newRequest(w)], set: { priority: 'High' } },
    ...{ dry_run: false, confirm: true },
  }),
  find_similar: () => ({ text: 'VPN does not connect, printer offline' }),
  list_approvals: async (w) => {
    await approvalFor(w, 'me');
    return { waiting_for: 'dana.reyes@example.com' };
  },
  decide_approval: async (w) => ({ id: await approvalFor(w, 'me'), decision: 'approve' }),
  request_approval: async (w) => ({ id: await newRequest(w), levels: [['me']] }),
  list_attachments: async (w) => ({ id: await requestWithFile(w) }),
  read_attachment: async (w) => {
    const id = await requestWithFile(w);
    return { id, attachment: w.sdp.store.attachments.of(id)[0]!.id };
  },
  add_attachment: async (w) => ({ id: await newRequest(w), name: 'log.txt', content_base64: 'ZGlzayBmdWxs' }),
  list_linked_requests: async (w) => ({ request_id: (await linkedPair(w))[0] }),
  link_requests: async (w) => ({ request_id: await newRequest(w), link_to: [await newRequest(w)], comment: 'x' }),
  unlink_requests: async (w) => {
    const [request_id, other] = await linkedPair(w);
    return { request_id, unlink_from: [other] };
  },
  merge_requests: async (w) => ({ request_id: await newRequest(w), merge: [await newRequest(w)], confirm: true }),
  restore_request: async (w) => {
    const request_id = await newRequest(w);
    await w.call('delete_request', { request_id, confirm: true });
    return { request_id };
  },
  get_request_history: async (w) => {
    const request_id = await newRequest(w);
    await w.call('update_request', { request_id, priority: 'High' });
    return { request_id };
  },
  my_queue: () => ({ technician: 'dana.reyes@example.com' }),
  close_request: async (w) => ({ request_id: await newRequest(w), resolution: 'Done.', closure_code: 'Success' }),
  get_request_conversation: async (w) => {
    const request_id = await newRequest(w);
    await w.call('add_note', { request_id, note_content: 'Looked at it' });
    await w.call('reply_to_requester', { request_id, reply_message: 'On my way' });
    return { request_id, include_automatic: true, include_quoted: true };
  },
  list_cmdb_items: () => ({ ci_type: 'Windows server' }),
  get_cmdb_item: () => ({ ci_type: 'Windows server', item: 'SRV-WEB-01' }),
  create_cmdb_item: () => ({ ci_type: 'switch', name: 'SW-2', attributes: { 'serial number': 'SN-1' } }),
  update_cmdb_item: async (w) => {
    const { data } = await w.call('create_cmdb_item', { ci_type: 'switch', name: 'SW-3' });
    return { ci_type: 'switch', item: data['id'], attributes: { 'ip address': '10.0.0.9' } };
  },
  delete_cmdb_item: async (w) => {
    const { data } = await w.call('create_cmdb_item', { ci_type: 'switch', name: `SW-${w.world.clock.nowMs()}` });
    return { ci_type: 'switch', item: data['id'], confirm: true };
  },
  change_project_members: async (w) => ({ project_id: await newProject(w), add: ['me'] }),
  delete_project_milestone: async (w) => {
    const project_id = await newProject(w);
    await w.call('set_project_milestone', { project_id, title: 'Cables laid' });
    return { project_id, milestone: 'Cables laid', confirm: true };
  },
  set_solution_topic: (w) => ({ name: `Topic ${w.world.clock.nowMs()}`, parent: 'General' }),
  update_requester: async (w) => ({ requester: await newRequester(w), phone: '1', clear_fields: ['job_title'] }),
  delete_requester: async (w) => ({ requester: await newRequester(w), confirm: true }),
  assign_request: async (w) => ({ request_id: await newRequest(w), technician: 'Aisha Khan', group: 'Security' }),
};

/** A value for an argument of this name, whatever the tool. */
const BY_NAME: Readonly<Record<string, Maker>> = {
  request_id: (w) => newRequest(w),
  technician: () => 'dana.reyes@example.com',
  technician_id: () => 'dana.reyes@example.com',
  requester: () => 'ben.carter@example.com',
  search_term: () => 'a',
  query: () => 'vpn',
  group: () => 'Network',
  priority: () => 'High',
  topic: () => 'General',
  product: () => 'Latitude 7450',
  vendor: () => 'Contoso Supplies',
  // By id: the names of a hostile portal are not what they were.
  template: (w) => w.sdp.store.lookups.request_templates[0]!.id,
  time: () => '45m',
  closure_code: () => 'Success',
};

/** How a row comes to be where a list is empty: a tool, and what it needs besides the record it belongs to. */
const MADE_WITH: Readonly<Record<string, readonly [tool: string, args: Args]>> = {
  worklog: ['log_time', { time: '30m', description: 'Looked at it' }],
  task: ['create_task', { title: 'Look at it' }],
};

async function newProject(w: ToolWorld): Promise<string> {
  const { data } = await w.call('create_project', { title: 'New office' });
  return String(data['id']);
}

/** A person whom no other test needs. */
async function newRequester(w: ToolWorld): Promise<string> {
  const { data } = await w.call('create_requester', { name: 'Ines Duarte', job_title: 'Clerk' });
  return String(data['id']);
}

async function requestWithFile(w: ToolWorld): Promise<string> {
  const id = await newRequest(w);
  await w.call('add_attachment', { id, name: 'log.txt', content_base64: 'ZGlzayBmdWxs' });
  return id;
}

async function linkedPair(w: ToolWorld): Promise<readonly [string, string]> {
  const [one, other] = [await newRequest(w), await newRequest(w)];
  await w.call('link_requests', { request_id: one, link_to: [other] });
  return [one, other];
}

/** A new request that waits for somebody's approval. */
async function approvalFor(w: ToolWorld, approver: string): Promise<string> {
  const id = await newRequest(w);
  await w.call('request_approval', { id, levels: [[approver]] });
  return id;
}

/** A new request with something in every part of it. */
export async function newRequest(w: ToolWorld): Promise<string> {
  const args = {
    subject: 'Monitor flickers',
    description: 'Since today.',
    requester: 'Ben Carter',
    ignore_duplicates: true,
  };
  const { data } = await w.call('create_request', args);
  return String(data['id']);
}

/**
 * Arguments with which the tool does its work, made from its schema: what it needs, and the flags that widen what it
 * reads or does. A tool that was written after this file gets its arguments from their names.
 */
export async function sampleArguments(w: ToolWorld, tool: SdpTool): Promise<Args> {
  const own = OWN[tool.name];
  if (own) return own(w);
  const { properties = {}, required = [] } = inputSchema(tool.input) as {
    properties?: Record<string, Schema>;
    required?: readonly string[];
  };
  const args: Args = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (required.includes(name)) args[name] = await valueOf(w, tool, name, schema, args);
    else if (name === 'confirm' || name.startsWith('include_')) args[name] = true;
  }
  const listed = /^list_(.*)$/.exec(tool.name)?.[1];
  const maker = Object.keys(MADE_WITH).find((noun) => plural(noun) === listed);
  if (maker !== undefined) await make(w, maker, args);
  if (/^update_/.test(tool.name)) {
    const text = ['description', 'title', 'comments', 'name'].find((name) => name in properties && !(name in args));
    if (text !== undefined) args[text] = `Changed ${w.world.clock.nowMs()}`;
  }
  return args;
}

async function valueOf(w: ToolWorld, tool: SdpTool, name: string, schema: Schema, args: Args): Promise<unknown> {
  const known = BY_NAME[name];
  if (known) return known(w, args);
  if (schema.enum) return schema.default ?? schema.enum[0];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'array') return [];
  if (schema.type === 'object') return {};
  if (name === 'id' || name.endsWith('_id')) return idFor(w, tool, name, args);
  return 'Sample';
}

/** The record an id names: by the argument (`worklog_id`), or by the tool (`get_problem`). */
async function idFor(w: ToolWorld, tool: SdpTool, name: string, args: Args): Promise<string> {
  const schema = inputSchema(tool.input) as { properties?: Record<string, Schema> };
  if (name === 'id' && schema.properties?.['module']) return newRequest(w);
  const noun = name === 'id' ? tool.name.replace(/^[a-z]+_/, '') : name.replace(/_id$/, '');
  const found = await firstId(w, noun, args);
  if (found !== undefined) return found;
  await make(w, noun, args);
  const made = await firstId(w, noun, args);
  if (made === undefined) throw new Error(`${tool.name}: there is no ${noun}, and none could be made`);
  return made;
}

/** A row of that kind, below the record that the arguments name. */
async function make(w: ToolWorld, noun: string, { id, module, request_id }: Args): Promise<void> {
  const [maker, more] = MADE_WITH[noun] ?? [`create_${noun}`, undefined];
  const parent = Object.fromEntries(Object.entries({ id, module, request_id }).filter(([, one]) => one !== undefined));
  await w.call(maker, more ? { ...parent, ...more } : await sampleArguments(w, sdpToolNamed(maker)));
}

async function firstId(w: ToolWorld, noun: string, { id, module, request_id }: Args): Promise<string | undefined> {
  const list = tools.find(({ name }) => name === `list_${plural(noun)}`);
  if (list?.access !== 'sdp') throw new Error(`No tool lists ${plural(noun)}: name the arguments in OWN`);
  const accepted = Object.entries({ id, module, request_id }).filter(
    ([name, value]) => value !== undefined && name in list.input.shape,
  );
  const { data } = await w.call(list.name, Object.fromEntries(accepted));
  return rowsOf(data)[0]?.id;
}

/** The rows of a list, whatever they are called. */
export function rowsOf(data: Args): readonly { readonly id: string }[] {
  const lists = Object.values(data).filter(
    (value): value is { id: string }[] =>
      Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && 'id' in value[0],
  );
  return lists[0] ?? [];
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function sdpToolNamed(name: string): SdpTool {
  const tool = tools.find((one) => one.name === name);
  if (tool?.access !== 'sdp') throw new Error(`There is no tool ${name}`);
  return tool;
}
