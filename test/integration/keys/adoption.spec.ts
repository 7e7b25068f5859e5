import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { KeyAdoption } from '../../../src/token/key-adoption.js';
import { KeyRing, shownKeyId } from '../../../src/token/key-ring.js';
import { ReplicaBus } from '../../../src/replicas/replica-bus.js';
import { PostgresChannel } from '../../../src/replicas/postgres-channel.js';
import { startSimulators, type Simulators } from '../../simulators/simulators.js';
import { startApp, type TestApp } from '../../support/app.js';
import { describeOnPostgres, type TestDatabase } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';
import { BOTH, idOf, NEW, OLD } from './keys-scene.js';

const TOGETHER = 20_000;

describeOnPostgres('a new encryption key on servers that are restarted one after the other', (database) => {
  let own: TestDatabase;
  let simulators: Simulators;
  let clock: FakeClock;
  let apps: TestApp[];

  beforeEach(async () => {
    own = await database.create();
    clock = new FakeClock();
    simulators = await startSimulators({ clock });
    apps = [];
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await simulators.close();
    await own.close();
  });

  const start = async (keys: string) => {
    const env = { SDP_ENCRYPTION_KEY: '', SDP_ENCRYPTION_KEYS: keys };
    const app = await startApp({ clock, simulators, database: own.config, env });
    apps.push(app);
    return app;
  };
  const stop = async (app: TestApp) => {
    apps.splice(apps.indexOf(app), 1);
    await app.close();
  };
  const sealingOf = ({ app }: TestApp) => shownKeyId(app.get(KeyRing, { strict: false }).sealing.id);
  const tick = ({ app }: TestApp) => app.get(KeyAdoption, { strict: false }).tick();

  it('is used at once when no other server runs', async () => {
    expect(sealingOf(await start(BOTH))).toBe(idOf(NEW));
  });

  it(
    'is used by none before all of them know it, so that each opens what any of them writes',
    async () => {
      const [one, two] = [await start(OLD), await start(OLD)];
      const three = await start(BOTH);
      expect(sealingOf(three)).toBe(idOf(OLD));

      await stop(one);
      const four = await start(BOTH);
      await tick(three);
      expect([sealingOf(three), sealingOf(four)]).toEqual([idOf(OLD), idOf(OLD)]);

      await stop(two);
      await tick(three);
      await tick(four);
      expect([sealingOf(three), sealingOf(four)]).toEqual([idOf(NEW), idOf(NEW)]);
      await expect(start(OLD)).rejects.toThrow(/encryption key is not the one/);
    },
    TOGETHER,
  );

  it(
    'is used at once by servers that come after it was adopted, and by those that know it under another place',
    async () => {
      await start(`${OLD},${NEW}`);

      expect(sealingOf(await start(BOTH))).toBe(idOf(NEW));
      expect(sealingOf(await start(NEW))).toBe(idOf(NEW));
    },
    TOGETHER,
  );

  it(
    'is not used while a server does not say what it knows',
    async () => {
      await start(OLD);
      const { url } = own.config as { url: string };
      const silent = new ReplicaBus('silent', new PostgresChannel(url, 'silent'));
      await silent.open();
      try {
        expect(sealingOf(await start(BOTH))).toBe(idOf(OLD));
      } finally {
        await silent.close();
      }
    },
    TOGETHER,
  );
});
