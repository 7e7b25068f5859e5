import { inspect } from 'node:util';
import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, useTokenScene } from './token-scene.js';

/** The forms in which a secret could lie in a column or a text. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  encodeURIComponent(secret),
];

describeOnEachDatabase('secrets', (database) => {
  const scene = useTokenScene(database);

  it('are in no column of any table in a form that can be read', async () => {
    const replica = await scene.replica();
    const { client, connection } = await scene.setUp(replica);
    await replica.tokens.refreshNow(connection.id);
    await replica.connections.authenticate(scene.zoho.rotateSecret(client));

    const tables = await scene.dataSource.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => scene.dataSource.query<{ text: string }[]>(`SELECT t::text AS text FROM "${name}" t`)),
    );
    const dump = rows
      .flat()
      .map(({ text }) => text)
      .join('\n');

    expect(dump).toContain(connection.id);
    for (const secret of [...scene.zoho.secrets, client.clientId]) {
      for (const form of formsOf(secret)) expect(dump).not.toContain(form);
    }
  });

  it('are in no error, whatever goes wrong with them', async () => {
    const replica = await scene.replica();
    const { client, connection } = await scene.setUp(replica);
    const used = scene.zoho.mintGrantToken(client);
    const failures = [
      replica.connections.authenticate({ ...client, clientSecret: 'canary-wrong-secret' }),
      replica.connections.exchange(client, { code: 'canary-wrong-code', dataCenter: 'us' }),
      replica.connections.exchange({ ...client, clientSecret: 'canary-other' }, { code: used, dataCenter: 'us' }),
    ];
    const errors: unknown[] = await Promise.all(failures.map((failure) => failure.catch((error: unknown) => error)));
    for (const kind of ['reset', 'html', 'truncated'] as const) {
      scene.zoho.faults.next(1, { kind });
      errors.push(await replica.tokens.refreshNow(connection.id).catch((error: unknown) => error));
      scene.clock.advance(10 * MINUTE);
    }
    const shown = inspect(errors, { depth: 20, showHidden: true }) + JSON.stringify(errors);

    expect(errors.every((error) => error instanceof Error)).toBe(true);
    for (const secret of [...scene.zoho.secrets, client.clientId, 'canary']) {
      for (const form of formsOf(secret)) expect(shown).not.toContain(form);
    }
  });

  it('go to Zoho in the body and never in the address', async () => {
    const replica = await scene.replica();
    const { connection } = await scene.setUp(replica);
    await replica.tokens.refreshNow(connection.id);

    expect(scene.zoho.meter.map(({ grantType, secretInUrl }) => [grantType, secretInUrl])).toEqual([
      ['authorization_code', false],
      ['refresh_token', false],
    ]);
  });
});
