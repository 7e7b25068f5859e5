import type { Simulators } from '../../simulators/simulators.js';

/** A person as a scenario knows them: credentials, and one grant token for their set-up. */
export interface Technician {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly email: string;
  readonly grantToken: string;
}

/** One request at the simulated token endpoint. */
export interface GrantSeen {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly clientId: string;
  readonly grantType: string;
  readonly outcome: string;
}

/** What a scenario may ask of the simulators, which run in a process of their own: arguments and answers are plain data. */
export function commandsOf(simulators: Simulators) {
  const [accounts, sdp] = [simulators.accounts(), simulators.sdp()];
  return {
    addresses: () => ({ accounts: accounts.url, sdp: sdp.url, portal: sdp.portal }),
    technicians: (count: number): Technician[] =>
      Array.from({ length: count }, () => {
        const technician = simulators.newTechnician();
        const { clientId, clientSecret, email } = technician;
        return { clientId, clientSecret, email, grantToken: technician.grantToken({ minutes: 10 }) };
      }),
    /** Refresh grants that arrived, in order; of one client, or all. */
    refreshes: (clientId?: string): GrantSeen[] =>
      accounts.meter
        .filter((grant) => grant.grantType === 'refresh_token' && (clientId ?? grant.clientId) === grant.clientId)
        .map(({ at, clientId: id, grantType, outcome }) => ({ at: at.getTime(), clientId: id, grantType, outcome })),
    /** Access tokens end before their time; of one client, or all. */
    expireAccessTokens: (clientId?: string) =>
      accounts.expireAccessTokens(clientId === undefined ? undefined : { clientId }),
    /** Ids of tickets of the portal that somebody works on. */
    ticketIds: (count: number): string[] =>
      [...sdp.store.requests.values()]
        .filter(({ status }) => status.internal_name === 'Open')
        .slice(0, count)
        .map(({ id }) => id),
    /** Subjects of all tickets that begin so. */
    subjects: (start: string): string[] =>
      [...sdp.store.requests.values()].map(({ subject }) => subject).filter((subject) => subject.startsWith(start)),
    /** Calls that reached the simulated SDP so far. */
    sdpCalls: (): number => sdp.journal.length,
    forgetJournal: () => void sdp.journal.splice(0),
  };
}

export type Commands = ReturnType<typeof commandsOf>;
