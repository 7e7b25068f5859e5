import { beforeEach, expect, it } from '@jest/globals';
import { RowSealer, type SealedRow } from '../../../src/keys/sealed-row.js';
import { SealedRows } from '../../../src/keys/sealed-rows.js';
import { SEALED_TABLES } from '../../../src/keys/sealed-tables.js';
import { TokenCipher } from '../../../src/token/token-cipher.js';
import { CredentialHasher } from '../../../src/token/credential-hasher.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, useTokenScene } from '../token/token-scene.js';
import { BOTH, idOf, NEW, OLD, ringOf, rotate, writeOtherRows } from './keys-scene.js';

describeOnEachDatabase('a rotation of the encryption key', (database) => {
  const scene = useTokenScene(database);
  const keyOf = (report: Awaited<ReturnType<typeof rotate>>, key: string) =>
    report.keys.find(({ id }) => id === idOf(key));

  beforeEach(async () => {
    for (const { name } of SEALED_TABLES) await scene.dataSource.query(`DELETE FROM ${name}`);
  });

  it('leaves nothing that needs the old key, and servers go on with the new one alone', async () => {
    const before = await scene.replica(OLD);
    const people = await Promise.all([1, 2, 3].map(() => scene.setUp(before)));
    const other = await writeOtherRows(scene, OLD, people[0]!.connection.id);

    const report = await rotate(scene, BOTH);

    expect(report).toMatchObject({ rewritten: 5, serversBehind: [] });
    expect(keyOf(report, OLD)).toMatchObject({ role: 'former', neededBy: {}, removable: true });
    const after = await scene.replica(NEW);
    for (const { client, connection } of people) {
      expect(await after.connections.authenticate(client)).toMatchObject({ id: connection.id });
      expect(await after.tokens.getAccessToken(connection.id)).toMatchObject({ version: 1 });
      await after.tokens.refreshNow(connection.id);
    }
    expect(scene.refreshes).toBe(people.length);

    const cipher = new TokenCipher(ringOf(NEW));
    const [write] = await scene.dataSource.query('SELECT * FROM deferred_writes');
    const place = { table: 'deferred_writes', rowId: other.id };
    expect(cipher.decrypt(write.payload_ciphertext, { ...place, column: 'payload_ciphertext' })).toBe('{"args":{}}');
    expect(cipher.decrypt(write.reason_ciphertext, { ...place, column: 'reason_ciphertext' })).toBe('a reason');
    const [state] = await scene.dataSource.query('SELECT * FROM oauth_states');
    expect(new CredentialHasher(ringOf(NEW)).matches(state.caller_digest, other.credentials)).toBe(true);
  });

  it('touches neither version nor lease, so that a refresh under way is saved', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const before = await scene.row(connection);

    await rotate(scene, BOTH);

    const secrets = /Ciphertext$|^clientIdHash$|^credentialVerifier$/;
    const rest = (row: OAuthToken) => Object.entries(row).filter(([name]) => !secrets.test(name));
    expect(rest(await scene.row(connection))).toEqual(rest(before));
  });

  it('does not write over, nor remove, what a refresh stored after the row was read', async () => {
    const server = await scene.replica(OLD);
    const { connection } = await scene.setUp(server);
    const table = SEALED_TABLES.find(({ name }) => name === 'oauth_tokens')!;
    const rows = new SealedRows(scene.dataSource, table);
    const [read] = (await rows.pages().next()).value as SealedRow[];
    await server.tokens.refreshNow(connection.id);
    const refreshed = await scene.row(connection);

    expect(await rows.replace(read!, new RowSealer(ringOf(BOTH)).renew(table, read!))).toBe('overtaken');
    expect(await rows.remove(read!)).toBe(false);
    expect(await scene.row(connection)).toEqual(refreshed);
  });

  it('changes nothing when it is run again', async () => {
    await scene.setUp(await scene.replica(OLD));
    await rotate(scene, BOTH);
    const rows = await scene.dataSource.query('SELECT * FROM oauth_tokens');

    expect(await rotate(scene, BOTH)).toMatchObject({ rewritten: 0 });
    expect(await scene.dataSource.query('SELECT * FROM oauth_tokens')).toEqual(rows);
  });

  it('may be run twice at once', async () => {
    const before = await scene.replica(OLD);
    const people = await Promise.all(Array.from({ length: 12 }, () => scene.setUp(before)));

    const reports = await Promise.all([rotate(scene, BOTH), rotate(scene, BOTH)]);

    expect(reports[0].rewritten + reports[1].rewritten).toBe(people.length);
    for (const report of reports) expect(keyOf(report, OLD)).toMatchObject({ removable: true });
    const after = await scene.replica(NEW);
    for (const { client } of people) {
      expect(await after.connections.authenticate(client)).toMatchObject({ state: 'ready' });
    }
  });

  it('is only told of, and changes nothing, when it is looked at', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const row = await scene.row(connection);

    const report = await rotate(scene, BOTH, 'look');

    expect(report.tables[0]).toMatchObject({ table: 'oauth_tokens', rows: 1, present: 0, former: 1, unreadable: 0 });
    expect(keyOf(report, OLD)).toMatchObject({ neededBy: { oauth_tokens: 1 }, removable: false });
    expect(await scene.row(connection)).toEqual(row);
    await expect(scene.replica(OLD)).resolves.toBeDefined();
  });

  it('leaves what does not open as it is, says so, and does not let its key go', async () => {
    const before = await scene.replica(OLD);
    const damaged = await scene.setUp(before);
    await scene.setUp(before);
    const ciphertext = Buffer.from((await scene.row(damaged.connection)).refreshTokenCiphertext);
    ciphertext[ciphertext.length - 1]! ^= 1;
    await scene.dataSource
      .getRepository(OAuthToken)
      .update({ id: damaged.connection.id }, { refreshTokenCiphertext: ciphertext });
    const row = await scene.row(damaged.connection);

    const report = await rotate(scene, BOTH);

    expect(report.tables[0]).toMatchObject({ unreadable: 1, damaged: 1, unreadableIds: [damaged.connection.id] });
    expect(report.rewritten).toBe(1);
    expect(keyOf(report, OLD)).toMatchObject({ neededBy: { oauth_tokens: 1 }, removable: false });
    expect(await scene.row(damaged.connection)).toEqual(row);
  });

  it('takes a row whose digests belong to other credentials for damaged', async () => {
    const before = await scene.replica(OLD);
    const [one, other] = [await scene.setUp(before), await scene.setUp(before)];
    const { credentialVerifier } = await scene.row(other.connection);
    await scene.dataSource.getRepository(OAuthToken).update({ id: one.connection.id }, { credentialVerifier });

    expect((await rotate(scene, BOTH)).tables[0]).toMatchObject({ unreadable: 1, damaged: 1 });
  });

  it('leaves the older of two rows of one client, and the key it needs', async () => {
    const { client, connection } = await scene.setUp(await scene.replica(OLD));
    await scene.setUp(await scene.replica(BOTH));
    const { connection: anew } = await scene.setUp(await scene.replica(NEW), client);

    const report = await rotate(scene, BOTH);

    expect(report.tables[0]).toMatchObject({ rows: 3, present: 2, former: 1, duplicates: 1 });
    expect(keyOf(report, OLD)).toMatchObject({ neededBy: { oauth_tokens: 1 }, removable: false });
    expect((await scene.row(connection)).id).not.toBe(anew.id);
  });

  it('names a key that rows need and the ring does not hold', async () => {
    await scene.setUp(await scene.replica(OLD));
    await scene.setUp(await scene.replica(BOTH));

    const report = await rotate(scene, NEW, 'look');

    expect(report.tables[0]).toMatchObject({ rows: 2, present: 1, unreadable: 1, damaged: 0 });
    expect(keyOf(report, OLD)).toMatchObject({ role: 'missing', neededBy: { oauth_tokens: 1 }, removable: false });
  });

  it('does not let a key go by which the repeat of a write is known, until a day has passed', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    await scene.dataSource.query(
      `INSERT INTO write_intents (connection_id, idempotency_key, request_hash, tool, state, attempt_id, sent_at, created_at)
       VALUES ($1, 'k', $2, 'add_note', 'failed', $1, $3, $3)`,
      [connection.id, new CredentialHasher(ringOf(OLD)).digest('what was sent'), scene.clock.now()],
    );

    expect(keyOf(await rotate(scene, BOTH), OLD)).toMatchObject({ neededBy: { write_intents: 1 }, removable: false });
    scene.clock.advance(24 * HOUR + 1);
    expect(keyOf(await rotate(scene, BOTH), OLD)).toMatchObject({ removable: true });
  });

  it('does nothing under a key that is not the database’s', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const row = await scene.row(connection);

    await expect(rotate(scene, NEW)).rejects.toThrow(/encryption key is not the one/);
    expect(await scene.row(connection)).toEqual(row);
    await expect(scene.replica(OLD)).resolves.toBeDefined();
  });

  it('knows every table and column that hangs on a key', async () => {
    const columns = await scene.dataSource.query<{ name: string }[]>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1`,
    );
    const sealed = SEALED_TABLES.flatMap(({ name, ciphertexts, digests }) =>
      [...ciphertexts, ...digests].map((column) => `${name}.${column}`),
    );
    // Hashes without a key, the record of the keys themselves, and what lives for a day.
    const others = [
      'encryption_keys.canary',
      'encryption_keys.key_id',
      'oauth_states.state_hash',
      'write_intents.request_hash',
    ];

    expect(columns.map(({ name }) => name)).toEqual([...sealed, ...others].sort());
  });
});
