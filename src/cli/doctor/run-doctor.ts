import { SystemClock } from '../../common/time/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import type { RunCommand } from '../command.js';
import { askHealth, localAddress, type ServerHealth } from '../local-server.js';
import { dataFolderCheck } from './checks/data-folder.check.js';
import { databaseCheck } from './checks/database.check.js';
import { encryptionKeyCheck } from './checks/encryption-key.check.js';
import { portCheck } from './checks/port.check.js';
import { publicAddressCheck } from './checks/public-address.check.js';
import { zohoCheck } from './checks/zoho.check.js';
import { readConfiguration } from './configuration.js';
import { findingText, summaryText } from './doctor-text.js';
import type { Check, Finding, Scene } from './finding.js';

export interface DoctorOptions {
  readonly json?: boolean;
}

/** In the order in which a server would stumble over them. */
const checks: readonly Check[] = [
  encryptionKeyCheck,
  dataFolderCheck,
  databaseCheck,
  portCheck,
  zohoCheck,
  publicAddressCheck,
];

export const runDoctor: RunCommand<DoctorOptions> = async ({ env, terminal, options }) => {
  const all: (Finding & { check: string })[] = [];
  const tell = (check: string, findings: readonly Finding[]): void => {
    for (const finding of findings) {
      all.push({ check, ...finding });
      if (!options.json) terminal.print(findingText(check, finding, terminal.colors));
    }
  };

  const { config, findings } = readConfiguration(env);
  tell('configuration', findings);
  if (config) {
    const scene: Scene = { config, env, terminal, clock: new SystemClock(), server: await runningServer(config) };
    for (const check of checks) tell(check.name, await check.run(scene));
  }

  const failed = all.some(({ level }) => level === 'fail');
  if (options.json) terminal.printJson({ ok: !failed, checks: all });
  else terminal.print(`\n${summaryText(all)}`);
  return failed ? 'wrong' : 'fine';
};

async function runningServer(config: AppConfig): Promise<ServerHealth | undefined> {
  return askHealth(localAddress(config)).catch(() => undefined);
}
