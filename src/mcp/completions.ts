import { z } from 'zod';
import type { Clock } from '../common/time/clock.js';
import { callerFingerprint } from '../oauth/caller.js';
import { ViewCache } from '../sdp-api/view-cache.js';
import { prompts } from './prompts/index.js';
import type { ProposedValues } from './prompts/prompt.js';
import { RECORD_RESOURCES } from './resources/record-resources.js';
import type { ToolCall, ToolDispatcher } from './tool-dispatcher.js';

/** What a client asks values for, as both SDKs hand it over. */
export interface CompletionRequest {
  readonly ref:
    { readonly type: 'ref/prompt'; readonly name: string } | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
}

/** MCP lets a server propose at most so many. */
const MOST = 100;
/** Clients ask with every letter that is typed. */
const KEEP_MS = 30_000;

const Requests = z.object({ requests: z.array(z.object({ number: z.string() })) });
const Technicians = z.object({ technicians: z.array(z.object({ name: z.string() })) });
const Groups = z.object({ lists: z.array(z.object({ values: z.array(z.object({ name: z.string() })) })) });

interface Source {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly valuesOf: (output: unknown) => readonly string[];
}

/** Each kind of values comes from a tool that the person could call as well. */
export const SOURCES: Readonly<Record<ProposedValues, Source>> = {
  requests: {
    tool: 'list_requests',
    args: { technician: 'me', status: 'open', limit: 100, sort_by: 'last_updated_time' },
    valuesOf: (output) => Requests.parse(output).requests.map(({ number }) => number),
  },
  technicians: {
    tool: 'list_technicians',
    args: { limit: 100 },
    valuesOf: (output) => Technicians.parse(output).technicians.map(({ name }) => name),
  },
  groups: {
    tool: 'get_metadata',
    args: { lists: ['groups'] },
    valuesOf: (output) => Groups.parse(output).lists.flatMap(({ values }) => values.map(({ name }) => name)),
  },
};

/** Proposes values of arguments: the person's own open requests, technicians, groups. Proposes nothing when it cannot. */
export class Completions {
  private readonly kept: ViewCache<readonly string[]>;

  constructor(
    private readonly dispatcher: Pick<ToolDispatcher, 'call' | 'offers'>,
    clock: Clock,
  ) {
    this.kept = new ViewCache(clock, KEEP_MS);
  }

  /** The result of `completion/complete`. @throws CallCancelledFault */
  async complete({ ref, argument }: CompletionRequest, call: ToolCall) {
    const kind = kindOf(ref, argument.name);
    const all = kind === undefined ? [] : await this.valuesOf(kind, call);
    const begun = argument.value.trim().toLowerCase();
    const starting = all.filter((value) => value.toLowerCase().startsWith(begun));
    const holding = all.filter((value) => value.toLowerCase().includes(begun) && !starting.includes(value));
    const fitting = [...starting, ...holding];
    return {
      completion: { values: fitting.slice(0, MOST), total: fitting.length, hasMore: fitting.length > MOST },
    };
  }

  private async valuesOf(kind: ProposedValues, call: ToolCall): Promise<readonly string[]> {
    const { tool, args, valuesOf } = SOURCES[kind];
    if (call.caller.credentials.kind !== 'present' || !this.dispatcher.offers(tool, call.caller)) return [];
    const key = `${kind} ${callerFingerprint(call.caller)} ${call.caller.portal ?? ''}`;
    return this.kept.get(key, call.signal, async () => {
      const { structuredContent, isError } = await this.dispatcher.call(tool, args, call);
      return isError === true ? [] : [...new Set(valuesOf(structuredContent))];
    });
  }
}

function kindOf(ref: CompletionRequest['ref'], argument: string): ProposedValues | undefined {
  if (ref.type === 'ref/resource') {
    const template = RECORD_RESOURCES.find(({ uriTemplate }) => uriTemplate === ref.uri);
    return template?.name === 'request' && argument === 'number' ? 'requests' : undefined;
  }
  return prompts.find(({ name }) => name === ref.name)?.arguments.find(({ name }) => name === argument)?.proposes;
}
