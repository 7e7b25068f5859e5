import type { Clock } from '../../../../src/common/time/clock.js';
import type { JsonObject } from '../fields/field.js';
import type { Upload } from '../pipeline/incoming.js';
import type { SdpSettings } from '../settings.js';
import type { PersonRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import type { Reply } from '../wire/envelope.js';

/** One simulated portal, as the operations see it. */
export interface Portal {
  /** URL name. */
  readonly name: string;
  readonly store: SdpStore;
  readonly settings: SdpSettings;
  readonly clock: Clock;
}

/** One call that came through every check of the pipeline. */
export interface Call extends Portal {
  readonly caller: PersonRow;
  /** By the names in the route's path. */
  readonly params: Readonly<Record<string, string>>;
  /** Parsed `input_data`. */
  readonly input: JsonObject | undefined;
  /** A file that came with the call. */
  readonly upload?: Upload | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Areas of `SDPOnDemand.<area>.<operation>` (reference A.8). */
export type ScopeArea =
  | 'requests'
  | 'problems'
  | 'changes'
  | 'releases'
  | 'projects'
  | 'assets'
  | 'cmdb'
  | 'solutions'
  | 'contracts'
  | 'purchases'
  | 'users'
  | 'technicians'
  | 'setup'
  | 'general';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `/requests/{id}/notes`. A last part with a leading underscore is a convenience operation. */
  readonly path: string;
  /** Stable name, for settings and the journal. */
  readonly operation: string;
  /** Any one of them is enough; none: any live token. */
  readonly scopes: readonly ScopeArea[];
  /** Runs without waiting for anything, so two calls never see each other half done. */
  answer(call: Call): Reply;
}
