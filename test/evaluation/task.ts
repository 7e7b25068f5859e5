import type { SdpSimulator } from '../simulators/sdp/sdp.simulator.js';
import type { DispatcherWorld } from '../support/dispatcher-world.js';

/** What a task is about, by name: `{ticket}` in its texts and arguments stands for `scene.ticket`. */
export type Scene = Readonly<Record<string, string>>;

/** One call of a tool of ours. */
export interface Step {
  readonly tool: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Words a model would search with, for a tool that core does not show; once for tools found together. */
  readonly search?: string;
}

/** The same work with one tool for each endpoint: method, path, `input_data`. */
export type PlainCall = readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, input?: object];

/** What there is to judge by when the calls are over. */
export interface Outcome {
  readonly sdp: SdpSimulator;
  readonly scene: Scene;
  /** Everything a model read, the answers one below the other. */
  readonly read: string;
}

/** Work of a help desk as somebody asks for it, with the shortest way to do it. */
export interface Task {
  readonly module: string;
  readonly says: string;
  /** Prepares the portal and says what the task is about. */
  readonly scene?: (world: DispatcherWorld) => Scene | Promise<Scene>;
  readonly solve: readonly Step[];
  /** True when the work is done, or what was asked for is there to read. */
  readonly holds: (outcome: Outcome) => boolean;
  readonly plain: readonly PlainCall[];
}

/** `{name}` in every text of a value replaced by what the scene has. @throws Error for a name it does not have */
export function filled<T>(value: T, scene: Scene): T {
  if (typeof value === 'string') {
    return value.replace(/\{([a-z_]+)\}/g, (_all, name: string) => {
      const text = scene[name];
      if (text === undefined) throw new Error(`The scene has no {${name}}`);
      return text;
    }) as T;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, scene)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one as unknown, scene)])) as T;
}
