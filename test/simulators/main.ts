import { parseArgs } from 'node:util';
import { isDataCenter } from '../../src/common/data-center.js';
import { SimulatorError } from './common/simulator.error.js';
import { type Simulators, startSimulators } from './simulators.js';

const USAGE = 'npm run simulator -- [--accounts-port 4001] [--sdp-port 4002] [--data-center us]';

/** `npm run simulator`: both simulators on fixed ports, with one technician ready, until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'accounts-port': { type: 'string', default: '4001' },
      'sdp-port': { type: 'string', default: '4002' },
      'data-center': { type: 'string', default: 'us' },
    },
  });
  const dataCenter = values['data-center'];
  if (!isDataCenter(dataCenter)) throw new SimulatorError(`There is no data center ${dataCenter}`);
  const ports = { accounts: portFrom(values['accounts-port']), sdp: portFrom(values['sdp-port']) };

  const simulators = await startSimulators({ dataCenters: [dataCenter], ports });
  process.stdout.write(describe(simulators));
  const stop = () => void simulators.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SimulatorError(`${text} is not a port`);
  return port;
}

function describe(simulators: Simulators): string {
  const [accounts, sdp] = [simulators.accounts(), simulators.sdp()];
  const technician = simulators.newTechnician();
  const environment = Object.entries(simulators.environment()).map(([name, value]) => `  ${name}=${value}`);
  return `Zoho Accounts (${accounts.dataCenter})  ${accounts.url}
API console         ${accounts.consoleUrl}
ServiceDesk Plus    ${sdp.url}/app/${sdp.portal}

Environment for the server:
${environment.join('\n')}

Self Client of ${technician.name} <${technician.email}>:
  Client ID      ${technician.clientId}
  Client Secret  ${technician.clientSecret}
  Grant token    ${technician.grantToken({ minutes: 10 })}
The grant token works once and for 10 minutes. For another, open the console above, or:
  curl -d client_id=${technician.clientId} \\
       -d client_secret=${technician.clientSecret} \\
       ${accounts.consoleUrl}/grant-token

Ctrl-C ends both.
`;
}

await main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\nUsage: ${USAGE}\n`);
  process.exitCode = 1;
});
