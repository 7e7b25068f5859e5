import { expect, it } from '@jest/globals';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { useTokenScene } from '../token/token-scene.js';
import { BOTH, idOf, NEW, OLD, rotate } from './keys-scene.js';

const THIRD = `c:${Buffer.alloc(32, 'c').toString('base64')}`;

describeOnEachDatabase('the encryption key at start', (database) => {
  const scene = useTokenScene(database);
  const refused = (key: string) => new RegExp(`it needs the key with the id ${idOf(key)}[^]*Nothing was changed`);

  it('is refused when it is another one, also while nobody is connected', async () => {
    await scene.replica(OLD);

    await expect(scene.replica(NEW)).rejects.toThrow(refused(OLD));
    await expect(scene.replica(OLD)).resolves.toBeDefined();
  });

  it('is refused when it is another one and the database has no record of keys yet', async () => {
    await scene.setUp(await scene.replica(OLD));
    await scene.dataSource.query('DELETE FROM encryption_keys');

    await expect(scene.replica(NEW)).rejects.toThrow(refused(OLD));
  });

  it('is refused when a ring holds neither the key last used nor any that opens a token', async () => {
    await scene.setUp(await scene.replica(OLD));

    await expect(scene.replica(`${NEW},${THIRD}`)).rejects.toThrow(refused(OLD));
  });

  it('is refused when it is the former one of a ring: what was written since would not open', async () => {
    await scene.setUp(await scene.replica(OLD));
    await scene.setUp(await scene.replica(BOTH));

    await expect(scene.replica(OLD)).rejects.toThrow(refused(NEW));
  });

  it('is refused when it was taken out of use, although no row tells', async () => {
    await scene.replica(OLD);
    await rotate(scene, BOTH);

    await expect(scene.replica(OLD)).rejects.toThrow(refused(NEW));
  });

  it('may come back to the front of the ring, and then stand alone', async () => {
    await scene.replica(OLD);
    await scene.replica(BOTH);
    await scene.replica(`${OLD},${NEW}`);
    await rotate(scene, `${OLD},${NEW}`);

    await expect(scene.replica(OLD)).resolves.toBeDefined();
  });

  it('lets the server start when only some tokens are under a key that is missing', async () => {
    await scene.setUp(await scene.replica(OLD));
    const { client } = await scene.setUp(await scene.replica(BOTH));

    const started = await scene.replica(NEW);

    expect(await started.connections.authenticate(client)).toMatchObject({ state: 'ready' });
  });

  it('is not taken for a wrong one because a stored token is damaged', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const damaged = Buffer.from((await scene.row(connection)).refreshTokenCiphertext);
    damaged[damaged.length - 1]! ^= 1;
    const { id } = connection;
    await scene.dataSource.getRepository(OAuthToken).update({ id }, { refreshTokenCiphertext: damaged });

    await expect(scene.replica(OLD)).resolves.toBeDefined();
  });

  it('is not believed by its fingerprint: a record that it does not open is not its own', async () => {
    await scene.replica(OLD);
    await scene.dataSource.query(`UPDATE encryption_keys SET key_id = decode($1, 'hex')`, [idOf(NEW)]);

    await expect(scene.replica(NEW)).rejects.toThrow(refused(NEW));
  });

  it('opens the row under the primary key first, when a person set up anew while the former key was missing', async () => {
    const { client, connection } = await scene.setUp(await scene.replica(OLD));
    await scene.dataSource.query('DELETE FROM encryption_keys');
    await scene.setUp(await scene.replica(BOTH));
    const without = await scene.replica(NEW);
    const { connection: anew } = await scene.setUp(without, client);

    expect(anew.id).not.toBe(connection.id);
    const whole = await scene.replica(BOTH);
    expect(await whole.connections.authenticate(client)).toMatchObject({ id: anew.id });
  });
});
