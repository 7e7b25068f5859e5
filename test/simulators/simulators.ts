import type { DataCenter, DataCenterHosts } from '../../src/common/data-center.js';
import { type Clock, SystemClock } from '../../src/common/time/clock.js';
import { SimulatorError } from './common/simulator.error.js';
import { SdpSimulator } from './sdp/sdp.simulator.js';
import type { GrantTokenOptions } from './zoho-accounts/api-console.js';
import type { SimulatedClient } from './zoho-accounts/client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts/zoho-accounts.simulator.js';

export interface SimulatorsOptions {
  readonly clock?: Clock;
  /** Default `us` only. The first is the one the environment names. */
  readonly dataCenters?: readonly DataCenter[];
  /** Of the first data center; the next have the following ones. 0 or absent: any free ones. */
  readonly ports?: { readonly accounts?: number; readonly sdp?: number };
}

export interface TechnicianOptions {
  readonly dataCenter?: DataCenter;
  /** Made a technician of the portal when not one yet; the next one that has no client yet when absent. */
  readonly email?: string;
  /** Scopes of the grant tokens; those the server asks for by default when absent. */
  readonly scopes?: readonly string[];
}

/** A technician with a Self Client of their own. */
export interface SimulatedTechnician extends SimulatedClient {
  readonly dataCenter: DataCenter;
  readonly email: string;
  readonly name: string;
  /** Generates a code in the console; each call another one. */
  grantToken(options?: GrantTokenOptions): string;
}

interface Site {
  readonly accounts: ZohoAccountsSimulator;
  readonly sdp: SdpSimulator;
}

/** One Zoho Accounts and one ServiceDesk Plus simulator per data center, joined by the tokens of the former. */
export class Simulators {
  private readonly handedOut = new Set<string>();

  /** Use `startSimulators`. */
  constructor(private readonly sites: ReadonlyMap<DataCenter, Site>) {}

  /** @param dataCenter the first one when absent */
  accounts(dataCenter?: DataCenter): ZohoAccountsSimulator {
    return this.site(dataCenter).accounts;
  }

  /** @param dataCenter the first one when absent */
  sdp(dataCenter?: DataCenter): SdpSimulator {
    return this.site(dataCenter).sdp;
  }

  /** Hosts per data center, as `AppConfig.dataCenters` has them; data centers without simulator are absent. */
  get dataCenters(): Partial<Record<DataCenter, DataCenterHosts>> {
    const entries = [...this.sites].map(([dataCenter, { accounts, sdp }]): [DataCenter, DataCenterHosts] => [
      dataCenter,
      { accountsUrl: accounts.url, consoleUrl: accounts.consoleUrl, sdpUrl: sdp.url },
    ]);
    return Object.fromEntries(entries);
  }

  /** Variables that point a server at the first data center's simulators. */
  environment(): Record<string, string> {
    const { accounts, sdp } = this.site();
    return {
      SDP_DATA_CENTER: accounts.dataCenter,
      SDP_ACCOUNTS_URL: accounts.url,
      SDP_BASE_URL: sdp.url,
      SDP_INSTANCE_NAME: sdp.portal,
    };
  }

  /** Registers a Self Client owned by a technician of the portal. */
  newTechnician({ dataCenter, email, scopes }: TechnicianOptions = {}): SimulatedTechnician {
    const { accounts, sdp } = this.site(dataCenter);
    const mail = email ?? this.chooseMail(sdp);
    const { name } = sdp.addTechnician(mail);
    const client = accounts.registerClient({ user: mail });
    return {
      ...client,
      dataCenter: accounts.dataCenter,
      email: mail,
      name,
      grantToken: (options = {}) => accounts.mintGrantToken(client, { ...(scopes && { scopes }), ...options }),
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.sites.values()].flatMap(({ accounts, sdp }) => [accounts.close(), sdp.close()]));
  }

  private site(dataCenter?: DataCenter): Site {
    const site = dataCenter === undefined ? [...this.sites.values()][0] : this.sites.get(dataCenter);
    if (!site) throw new SimulatorError(`No simulators were started for the data center ${dataCenter ?? '(none)'}`);
    return site;
  }

  /** The next technician of the seed without client, or a new address when all have one. */
  private chooseMail({ url, store }: SdpSimulator): string {
    const isFree = (mail: string) => !this.handedOut.has(`${url} ${mail}`);
    const seeded = store.technicians.map(({ email_id }) => email_id).find((mail) => mail !== null && isFree(mail));
    const mail = seeded ?? `technician.${this.handedOut.size + 1}@example.com`;
    this.handedOut.add(`${url} ${mail}`);
    return mail;
  }
}

/** Starts the simulators on 127.0.0.1. Whoever starts them closes them; when one cannot start, none is left. */
export async function startSimulators(options: SimulatorsOptions = {}): Promise<Simulators> {
  const { clock = new SystemClock(), dataCenters = ['us'], ports = {} } = options;
  const sites = new Map<DataCenter, Site>();
  try {
    for (const [index, dataCenter] of dataCenters.entries()) {
      const portOf = (first: number | undefined) => (first ? first + index : 0);
      const accounts = await ZohoAccountsSimulator.start({ clock, dataCenter, port: portOf(ports.accounts) });
      sites.set(dataCenter, { accounts, sdp: await startBeside(accounts, { clock, port: portOf(ports.sdp) }) });
    }
  } catch (error) {
    await new Simulators(sites).close();
    throw error;
  }

  const locations = Object.fromEntries([...sites].map(([dataCenter, { accounts }]) => [dataCenter, accounts.url]));
  for (const { accounts } of sites.values()) accounts.announce(locations);
  return new Simulators(sites);
}

async function startBeside(
  accounts: ZohoAccountsSimulator,
  options: { clock: Clock; port: number },
): Promise<SdpSimulator> {
  try {
    return await SdpSimulator.start({ ...options, introspect: (token) => accounts.introspect(token) });
  } catch (error) {
    await accounts.close();
    throw error;
  }
}
