import type { Clock } from '../common/time/clock.js';
import type { Caller } from '../oauth/caller.js';
import { Completions } from './completions.js';
import { ResourceReader } from './resource-reader.js';
import { INSTRUCTIONS } from './server-info.js';
import type { ToolDispatcher } from './tool-dispatcher.js';

/** All that this server says in the words of MCP, the same in every leg of the protocol. */
export class McpContent {
  readonly resources: ResourceReader;
  readonly completions: Completions;

  constructor(
    readonly tools: ToolDispatcher,
    clock: Clock,
  ) {
    this.resources = new ResourceReader(tools);
    this.completions = new Completions(tools, clock);
  }

  /** What a model is told before it sees any tool, with what is known of the caller's portal. */
  instructionsFor(caller: Caller): string {
    const rules = this.tools.rulesFor(caller);
    return rules === undefined ? INSTRUCTIONS : `${INSTRUCTIONS}\n${rules}`;
  }
}
