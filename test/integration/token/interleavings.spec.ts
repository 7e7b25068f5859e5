import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { AppError } from '../../../src/common/errors/app.error.js';
import { ConnectionSecrets } from '../../../src/token/connection-secrets.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';
import { type Mood, ScriptedZoho } from './scripted-zoho.js';

/** Schedules per database; `SCHEDULES=10000` is the long run. */
const RUNS = Number(process.env['SCHEDULES'] ?? 40);
const REPLICAS = 3;
const CLIENT = { clientId: '1000.INTERLEAVED', clientSecret: 'not a secret of anybody' };

type Step =
  | { readonly kind: 'tick' | 'call' | 'force' | 'setUp'; readonly replica: number }
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'mood'; readonly mood: Mood }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'answer' };

const replica = fc.nat({ max: REPLICAS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('tick', 'call', 'force'), replica }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('setUp'), replica }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('advance'),
      ms: fc.constantFrom(SECOND, 31 * SECOND, 61 * SECOND, 5 * MINUTE, 50 * MINUTE, 2 * HOUR),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mood'),
      mood: fc.constantFrom<Mood>('well', 'well', 'invalid_code', 'throttled', 'lost_answer', 'server_error'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'revoke' } as const) },
  { weight: 3, arbitrary: fc.constant({ kind: 'answer' } as const) },
);

/** People who ask again and again, on all replicas. */
const impatient: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('force', 'call'), replica }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'answer' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance'), ms: fc.constantFrom(SECOND, MINUTE) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('mood'), mood: fc.constantFrom<Mood>('well', 'lost_answer') }),
  },
);

describeOnEachDatabase('whatever the order in which three replicas, set-up and Zoho take their turns', (database) => {
  const scene = useTokenScene(database);

  it('each version has one winner, the budget holds, no set-up is lost and nobody is sent away wrongly', async () => {
    let zoho = new ScriptedZoho(scene.clock, (answer) => Promise.resolve(answer()));
    const replicas = await Promise.all(
      Array.from({ length: REPLICAS }, () =>
        scene.replicaWith({
          authorizationCodeGrant: () => zoho.authorizationCodeGrant(),
          refreshTokenGrant: (dataCenter, ask) => zoho.refreshTokenGrant(dataCenter, ask),
          revoke: () => zoho.revoke(),
          admits: () => zoho.admits(),
          close: () => zoho.close(),
        }),
      ),
    );

    const play = async (steps: readonly Step[], schedule: fc.Scheduler): Promise<void> => {
      await scene.newDay();
      for (const { told } of replicas) told.length = 0;
      zoho = new ScriptedZoho(scene.clock, async (answer, label) => {
        await schedule.schedule(Promise.resolve(), label);
        return answer();
      });
      const first = replicas[0]!.connections.exchange(CLIENT, { code: 'first', dataCenter: 'us' });
      await schedule.waitFor(first);
      const { id } = await first;

      const running: Promise<unknown>[] = [];
      for (const one of steps) {
        if (one.kind === 'answer') {
          // What was begun takes a few queries to get as far as Zoho.
          for (let looks = 0; looks < 10 && schedule.count() === 0; looks += 1) await scene.row({ id });
          if (schedule.count() > 0) await schedule.waitOne();
        } else running.push(quiet(perform(one, { replicas, zoho, id })));
        // What was begun gets as far as Zoho before the next step, or not: both happen.
        await scene.row({ id });
      }
      await schedule.waitFor(Promise.all(running));

      checkBudget(zoho);
      checkNoTwoAtOnce(zoho);
      await checkRow(zoho, replicas[0]!, id);
      checkVerdicts(
        zoho,
        replicas.flatMap(({ told }) => told),
      );
    };

    const steps = fc.oneof(
      fc.array(step, { minLength: 3, maxLength: 20 }),
      fc.array(impatient, { minLength: 10, maxLength: 30 }),
    );
    await fc.assert(fc.asyncProperty(steps, fc.scheduler(), play), { numRuns: RUNS });
    await Promise.all(replicas.map((one) => one.close()));
  }, 3_600_000);

  interface Stage {
    readonly replicas: readonly Replica[];
    readonly zoho: ScriptedZoho;
    readonly id: string;
  }

  async function perform(one: Exclude<Step, { kind: 'answer' }>, { replicas, zoho, id }: Stage): Promise<unknown> {
    if (one.kind === 'advance') return scene.clock.advance(one.ms);
    if (one.kind === 'mood') return (zoho.mood = one.mood);
    if (one.kind === 'revoke') return zoho.revokeNewest();
    const { job, tokens, connections } = replicas[one.replica]!;
    if (one.kind === 'tick') return job.tick();
    if (one.kind === 'call') return tokens.getAccessToken(id);
    if (one.kind === 'force') return tokens.refreshNow(id);
    zoho.mood = 'well';
    return connections.exchange(CLIENT, { code: 'again', dataCenter: 'us' });
  }

  /** Three in any ten minutes for one refresh token; one whose answer was lost counts half. Zoho gives ten. */
  function checkBudget({ asks }: ScriptedZoho): void {
    const issued = asks.filter((ask) => ask.issued);
    for (const { refreshToken, askedAtMs } of issued) {
      const window = issued.filter(
        (other) =>
          other.refreshToken === refreshToken &&
          other.askedAtMs > askedAtMs - 10 * MINUTE &&
          other.askedAtMs <= askedAtMs,
      );
      const weight = window.reduce((sum, { lost }) => sum + (lost ? 0.5 : 1), 0);
      expect(weight).toBeLessThanOrEqual(3);
    }
  }

  /** Two asks for one refresh token overlap only when the first outlived its lease of thirty seconds. */
  function checkNoTwoAtOnce({ asks }: ScriptedZoho): void {
    asks.forEach((ask, index) => {
      for (const later of asks.slice(index + 1)) {
        const overlaps = later.askedAtMs < (ask.answeredAtMs ?? Infinity) && later.refreshToken === ask.refreshToken;
        if (overlaps) expect(later.askedAtMs - ask.askedAtMs).toBeGreaterThanOrEqual(30 * SECOND);
      }
    });
  }

  /** The stored tokens belong together, and to the newest set-up. */
  async function checkRow(zoho: ScriptedZoho, one: Replica, id: string): Promise<void> {
    const row = await scene.row({ id });
    const secrets = one.part(ConnectionSecrets);
    const refreshToken = secrets.openRefreshToken(row);
    expect(zoho.originOf(secrets.openAccessToken(row)!.value)).toBe(refreshToken);
    expect(row.credentialGeneration).toBe(zoho.refreshTokens.length);
    expect(zoho.refreshTokens).toContain(refreshToken);
    if (row.leaseOwner !== null) expect(row.leaseUntil!.getTime()).toBeGreaterThan(0);
    expect(row.tokenVersion).toBe(row.refreshCount + row.credentialGeneration);
  }

  /** Nobody is asked to authorize again unless Zoho said so twice about the present tokens. */
  function checkVerdicts(zoho: ScriptedZoho, told: readonly ServerEvent[]): void {
    const sentAway = told.filter(({ type }) => type === 'reauth_required').length;
    const refusals = told.filter((event) => event.type === 'token_refresh_failed' && event.verdict === 'permanent');
    if (sentAway > 0) expect(refusals.length).toBeGreaterThanOrEqual(2);
    if (zoho.asks.length === 0) expect(sentAway).toBe(0);
  }
});

/** Callers are told in words when it does not work; anything else is a bug and fails the schedule. */
async function quiet(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
