import type { AppConfig } from '../../config/app-config.js';
import type { Clock } from '../../common/time/clock.js';
import type { CommandCall } from '../command.js';
import type { ServerHealth } from '../local-server.js';

/** `skip`: could not be looked at, for a reason that another finding has told or that is no fault. */
export type Level = 'ok' | 'warn' | 'fail' | 'skip';

/** What a check has found out. */
export interface Finding {
  readonly level: Level;
  readonly message: string;
  /** What to do about it; for everything but `ok`. */
  readonly todo?: string;
}

/** What checks look at. */
export interface Scene extends Pick<CommandCall, 'env' | 'terminal'> {
  readonly config: AppConfig;
  readonly clock: Clock;
  /** The server of these settings, if it runs. */
  readonly server: ServerHealth | undefined;
}

/** One thing to look at. It answers with findings whatever happens; what it throws is an error of the program. */
export interface Check {
  readonly name: string;
  run(scene: Scene): Promise<readonly Finding[]>;
}

export const ok = (message: string): Finding => ({ level: 'ok', message });
export const skip = (message: string): Finding => ({ level: 'skip', message });
export const warn = (message: string, todo: string): Finding => ({ level: 'warn', message, todo });
export const fail = (message: string, todo: string): Finding => ({ level: 'fail', message, todo });
