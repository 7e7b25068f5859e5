import { expect, it } from '@jest/globals';
import { requestContext } from '../../../src/common/logging/request-context.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import type { ClientCredentials } from '../../../src/token/credentials.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';

const OFFICE = '192.0.2.1';
const HOME = '192.0.2.2';
const stranger = (host: number) => `198.51.${host >> 8}.${host & 255}`;

describeOnEachDatabase('guessing of client secrets', (database) => {
  const scene = useTokenScene(database);
  const from = (replica: Replica, address: string, credentials: ClientCredentials) =>
    requestContext.run({ requestId: 'r', address }, () => replica.connections.authenticate(credentials));
  const codeOf = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'opened',
      (error: { code: string; retryAfterSeconds?: number }) => error,
    );
  const countReads = () => {
    const counter = { reads: 0, listenTo: () => OAuthToken, afterLoad: () => void (counter.reads += 1) };
    scene.dataSource.subscribers.push(counter);
    return counter;
  };

  it('is answered with a wait from the sixth miss in a minute, reads the row once in ten seconds, and asks Zoho five times', async () => {
    const replica = await scene.replica();
    const { client, connection } = await scene.setUp(replica);
    const counter = countReads();
    const answers: unknown[] = [];
    // A hundred a second, as far as the clock goes.
    for (let count = 0; count < 900; count += 1) {
      const guess = from(replica, stranger(1), { ...client, clientSecret: `guess-${count}` });
      answers.push(await codeOf(guess));
      scene.clock.advance(10);
    }
    scene.dataSource.subscribers.splice(scene.dataSource.subscribers.indexOf(counter), 1);

    expect(answers.slice(0, 5)).toMatchObject(Array(5).fill({ code: 'CLIENT_REJECTED' }));
    expect(answers.slice(5)).toMatchObject(
      Array(895).fill({ code: 'TOO_MANY_ATTEMPTS', httpStatus: 429, retryAfterSeconds: expect.any(Number) }),
    );
    expect(scene.refreshes).toBe(5);
    // One for the flood, and those of the five leases under which Zoho was asked.
    expect(counter.reads).toBeLessThanOrEqual(1 + 2 * 5);
    expect(await from(replica, HOME, client)).toMatchObject({ id: connection.id, state: 'ready' });
    await replica.tokens.refreshNow(connection.id);
  });

  it('of a thousand clients from a thousand addresses asks Zoho nothing and disturbs nobody', async () => {
    const replica = await scene.replica();
    const { client, connection } = await scene.setUp(replica);
    for (let count = 0; count < 1_000; count += 1) {
      const unknown = { clientId: `1000.NOBODY${count}`, clientSecret: `guess-${count}` };
      expect(await from(replica, stranger(count), unknown)).toBeUndefined();
      scene.clock.advance(1);
    }

    expect(scene.refreshes).toBe(0);
    expect(await from(replica, OFFICE, client)).toMatchObject({ id: connection.id });
  });

  it('from many addresses is bounded for the connection, and does not keep its owner from a renewed secret', async () => {
    const replica = await scene.replica();
    const { client, connection } = await scene.setUp(replica);
    await from(replica, OFFICE, client);
    for (let count = 0; count < 200; count += 1) {
      await codeOf(from(replica, stranger(count), { ...client, clientSecret: `guess-${count}` }));
    }
    expect(scene.refreshes).toBe(8);

    const renewed = scene.zoho.rotateSecret(client);

    expect(await codeOf(from(replica, stranger(201), renewed))).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await from(replica, OFFICE, renewed)).toMatchObject({ id: connection.id, state: 'ready' });
  });

  it('uses up the tries of its own address only', async () => {
    const replica = await scene.replica();
    const { client } = await scene.setUp(replica);
    const guess = (address: string, count: number) =>
      codeOf(from(replica, address, { ...client, clientSecret: `guess-${address}-${count}` }));
    for (let count = 0; count < 6; count += 1) await guess(stranger(1), count);

    expect(await guess(stranger(1), 7)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await guess(HOME, 1)).toMatchObject({ code: 'CLIENT_REJECTED' });
    scene.clock.advance(MINUTE);
    expect(await guess(stranger(1), 8)).toMatchObject({ code: 'CLIENT_REJECTED' });
  });

  it('does not hide a set-up with another secret for longer than a moment', async () => {
    const [here, elsewhere] = [await scene.replica(), await scene.replica()];
    const { client, connection } = await scene.setUp(here);
    await codeOf(from(here, stranger(1), { ...client, clientSecret: 'guess' }));
    const renewed = scene.zoho.rotateSecret(client);
    await scene.setUp(elsewhere, { ...client, ...renewed });
    scene.clock.advance(SECOND);

    expect(await from(here, OFFICE, renewed)).toMatchObject({ id: connection.id, state: 'ready' });
  });
});
