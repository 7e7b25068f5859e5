/** A stored client as it is told: times as ISO 8601, and nothing that is a secret or says whose it is. */
export interface ClientStatus {
  readonly id: string;
  /** `failing`: usable, and the last refresh did not succeed. */
  readonly state: 'ready' | 'failing' | 'reauth_required';
  readonly dataCenter: string;
  readonly portal: string | null;
  readonly reauthReason: string | null;
  readonly reauthAt: string | null;
  readonly accessTokenExpiresAt: string | null;
  readonly nextRefreshAt: string | null;
  readonly lastRefreshedAt: string | null;
  readonly consecutiveFailures: number;
  readonly lastFailureAt: string | null;
  readonly lastFailureCode: string | null;
  readonly lastApiSuccessAt: string | null;
  readonly lastUsedAt: string | null;
}

type Source = Omit<ClientStatus, 'state' | TimeField> &
  Readonly<Record<TimeField, Date | string | null>> & { readonly state: string };

type TimeField = Extract<keyof ClientStatus, `${string}At`>;

/** From a row of the database, or from the answer of a running server, which spell times differently. */
export function clientStatus(source: Source): ClientStatus {
  return {
    id: source.id,
    state:
      source.state === 'reauth_required' ? 'reauth_required' : source.consecutiveFailures > 0 ? 'failing' : 'ready',
    dataCenter: source.dataCenter,
    portal: source.portal,
    reauthReason: source.reauthReason,
    reauthAt: iso(source.reauthAt),
    accessTokenExpiresAt: iso(source.accessTokenExpiresAt),
    nextRefreshAt: iso(source.nextRefreshAt),
    lastRefreshedAt: iso(source.lastRefreshedAt),
    consecutiveFailures: source.consecutiveFailures,
    lastFailureAt: iso(source.lastFailureAt),
    lastFailureCode: source.lastFailureCode,
    lastApiSuccessAt: iso(source.lastApiSuccessAt),
    lastUsedAt: iso(source.lastUsedAt),
  };
}

function iso(time: Date | string | null): string | null {
  return time instanceof Date ? time.toISOString() : time;
}
