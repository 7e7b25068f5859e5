/** Something an operator should look at now. */
export interface Attention {
  readonly kind: string;
  /** `bad`: people are stopped by it. `warn`: they are, or will be, if nobody acts. */
  readonly severity: 'bad' | 'warn';
  /** What it is. */
  readonly title: string;
  /** What to do. */
  readonly advice: string;
  /** Address of the page that shows it; null where no page can. */
  readonly page: string | null;
}

/** What the attention is judged by. */
export interface Facts {
  readonly database: { readonly answers: boolean; readonly clockSkewMs: number };
  /** null while the database does not answer. */
  readonly counts: OverviewCounts | null;
  /** Circuits that are not closed, with their replica. */
  readonly openCircuits: readonly { readonly name: string; readonly replica: string }[];
  readonly silentReplicas: readonly string[];
}

export interface OverviewCounts {
  readonly connections: number;
  readonly ready: number;
  readonly reauthRequired: number;
  readonly failing: number;
  /** Connections whose tokens no key of this server opens. */
  readonly unreadable: number;
  readonly writesWaiting: number;
  /** Waiting for more than an hour. */
  readonly writesStuck: number;
  /** Failed, expired or ended unknown in the last day. */
  readonly writesLost: number;
}

/** Replicas whose clocks differ by more take each other's leases for expired. */
const WIDEST_SKEW_MS = 5_000;

/** Worst first; empty when all is well. */
export function attentionFor({ database, counts, openCircuits, silentReplicas }: Facts): Attention[] {
  const found = [
    ...databaseTrouble(database, counts !== null),
    ...(counts ? countedTrouble(counts) : []),
    ...circuitTrouble(openCircuits),
    ...silentReplicas.map((replica) => ({
      kind: 'replica_silent',
      severity: 'warn' as const,
      title: `The replica ${replica} does not answer the others.`,
      advice: 'It may be stopping or overloaded. Look at its log; restart it if this lasts.',
      page: '/admin/page/circuit-breakers',
    })),
  ];
  return found.sort((one, other) => Number(other.severity === 'bad') - Number(one.severity === 'bad'));
}

function databaseTrouble({ answers, clockSkewMs }: Facts['database'], counted: boolean): Attention[] {
  if (!answers || !counted) {
    return [
      {
        kind: 'database_away',
        severity: 'bad',
        title: 'The database does not answer.',
        advice:
          'Tokens that were handed out go on until they end; nothing new can be stored. Check that PostgreSQL runs and that DATABASE_URL reaches it; this server connects again by itself.',
        page: null,
      },
    ];
  }
  if (Math.abs(clockSkewMs) <= WIDEST_SKEW_MS) return [];
  return [
    {
      kind: 'clock_skew',
      severity: 'bad',
      title: `The clock of this machine and that of the database are ${Math.round(Math.abs(clockSkewMs) / 1_000)} seconds apart.`,
      advice: 'Set both by NTP: tokens are refreshed by these clocks.',
      page: null,
    },
  ];
}

function countedTrouble({ unreadable, reauthRequired, failing, writesStuck, writesLost }: OverviewCounts): Attention[] {
  const candidates: (Attention & { readonly count: number })[] = [
    {
      count: unreadable,
      kind: 'encryption_key_missing',
      severity: 'bad',
      title: `${many(unreadable, 'connection')} cannot be opened with the keys of this server.`,
      advice: 'Add the former key to SDP_ENCRYPTION_KEYS and restart, then reset these connections. Delete nothing.',
      page: '/admin/page/connections?state=failing',
    },
    {
      count: reauthRequired,
      kind: 'reauth_required',
      severity: 'warn',
      title: `${many(reauthRequired, 'connection')} can go on only with a new grant token from the person.`,
      advice: 'Zoho has ended the grant, so no refresh can help. Ask each person to open the set-up page once.',
      page: '/admin/page/connections?state=reauth_required',
    },
    {
      count: failing - unreadable,
      kind: 'refresh_failing',
      severity: 'warn',
      title: `${many(failing - unreadable, 'connection')} failed to refresh the last time.`,
      advice: 'They are tried again by themselves. If Zoho is well, look at the code of the failure.',
      page: '/admin/page/connections?state=failing',
    },
    {
      count: writesStuck,
      kind: 'writes_stuck',
      severity: 'warn',
      title: `${many(writesStuck, 'deferred write')} waited for more than an hour.`,
      advice: 'See what stops them: an open circuit breaker, or a connection that needs its person.',
      page: '/admin/page/deferred-writes?state=pending',
    },
    {
      count: writesLost,
      kind: 'writes_lost',
      severity: 'warn',
      title: `${many(writesLost, 'deferred write')} failed, expired or ended unknown in the last 24 hours.`,
      advice: 'Their people are told by list_deferred_writes. Once the cause is mended, they can be tried again.',
      page: '/admin/page/deferred-writes',
    },
  ];
  return candidates.filter(({ count }) => count > 0).map(({ count: _, ...attention }) => attention);
}

function circuitTrouble(open: Facts['openCircuits']): Attention[] {
  const names = [...new Set(open.map(({ name }) => name))];
  return names.map((name) => {
    const replicas = open.filter((circuit) => circuit.name === name).length;
    return {
      kind: 'circuit_open',
      severity: 'bad',
      title: `The circuit breaker ${name} is open on ${many(replicas, 'replica')}.`,
      advice:
        'Calls are answered at once without being sent. It tries again by itself; reset it once the cause is gone.',
      page: '/admin/page/circuit-breakers',
    };
  });
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
