import { type Simulators, startSimulators } from '../../simulators/simulators.js';
import { dataFolder } from '../../support/cluster-templates.js';
import { type ServerProcess, startServerProcess } from '../../support/server-process.js';

/** The built server with the simulators, as a user would start it. */
export interface Stage {
  readonly url: string;
  readonly simulators: Simulators;
  readonly server: ServerProcess;
  close(): Promise<void>;
}

export async function setStage(env: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const simulators = await startSimulators();
  const folder = await dataFolder();
  const server = await startServerProcess({
    ...simulators.environment(),
    SDP_DATA_DIR: folder.path,
    LOG_LEVEL: 'warn',
    ...env,
  });
  return {
    url: server.url,
    simulators,
    server,
    async close() {
      await server.stop();
      await simulators.close();
      await folder.remove();
    },
  };
}

/** The credentials as the headers a person puts into their client's configuration. */
export function headersOf({
  clientId,
  clientSecret,
}: {
  clientId: string;
  clientSecret: string;
}): Record<string, string> {
  return { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
}
