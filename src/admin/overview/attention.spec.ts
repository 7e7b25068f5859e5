import { describe, expect, it } from '@jest/globals';
import { attentionFor, type Facts } from './attention.js';

const COUNTS = {
  ...{ connections: 3, ready: 3, reauthRequired: 0, failing: 0, unreadable: 0 },
  ...{ writesWaiting: 0, writesStuck: 0, writesLost: 0 },
};
const WELL: Facts = {
  database: { answers: true, clockSkewMs: 40 },
  counts: COUNTS,
  openCircuits: [],
  silentReplicas: [],
};
const kindsOf = (facts: Partial<Facts>) => attentionFor({ ...WELL, ...facts }).map(({ kind }) => kind);

describe('what needs somebody now', () => {
  it('is nothing when all is well', () => {
    expect(attentionFor(WELL)).toEqual([]);
  });

  it.each<[string, Partial<Facts>]>([
    ['database_away', { database: { answers: false, clockSkewMs: 0 } }],
    ['database_away', { counts: null }],
    ['clock_skew', { database: { answers: true, clockSkewMs: -9_000 } }],
    ['encryption_key_missing', { counts: { ...COUNTS, failing: 2, unreadable: 2 } }],
    ['reauth_required', { counts: { ...COUNTS, reauthRequired: 1 } }],
    ['refresh_failing', { counts: { ...COUNTS, failing: 1 } }],
    ['writes_stuck', { counts: { ...COUNTS, writesStuck: 1 } }],
    ['writes_lost', { counts: { ...COUNTS, writesLost: 1 } }],
    ['circuit_open', { openCircuits: [{ name: 'sdp-api:us', replica: 'a' }] }],
    ['replica_silent', { silentReplicas: ['b'] }],
  ])('is %s alone where that is the trouble', (kind, facts) => {
    expect(kindsOf(facts)).toEqual([kind]);
  });

  it('is said once for a circuit that is open on several replicas, and before what only warns', () => {
    const openCircuits = ['a', 'b'].map((replica) => ({ name: 'sdp-api:us', replica }));
    const [first, second] = attentionFor({ ...WELL, openCircuits, counts: { ...COUNTS, reauthRequired: 1 } });

    expect(first?.title).toBe('The circuit breaker sdp-api:us is open on 2 replicas.');
    expect(second?.kind).toBe('reauth_required');
  });
});
