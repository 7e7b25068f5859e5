import { afterAll, beforeAll } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { DataCenter } from '../../../src/common/data-center.js';
import { startSimulators } from '../../simulators/simulators.js';
import type { SimulatedClient } from '../../simulators/zoho-accounts/client-registry.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { DatabaseUnderTest } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';

export const MINUTE = 60_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is not JSON. */
  readonly body: any;
}

export interface SceneOptions {
  /** Data centers with simulators of their own; the first is the server's. */
  readonly dataCenters?: readonly DataCenter[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The whole server on one database, with simulated Zoho accounts, driven over HTTP. */
export class OAuthScene {
  server!: TestApp;

  get zoho() {
    return this.server.simulators.accounts();
  }

  /** @param headers besides the credentials */
  as({ clientId, clientSecret }: SimulatedClient, headers: Record<string, string> = {}): Person {
    return new Person(this.server.url, {
      'X-SDP-Client-Id': clientId,
      'X-SDP-Client-Secret': clientSecret,
      ...headers,
    });
  }

  /** A request with these headers and no others. */
  with(headers: Record<string, string>): Person {
    return new Person(this.server.url, headers);
  }

  /** A person with a Self Client, set up. */
  async setUpPerson(client: SimulatedClient = this.zoho.registerClient()) {
    const person = this.as(client);
    const answer = await person.post('/oauth/setup', { code: this.zoho.mintGrantToken(client) });
    if (answer.status !== 200) throw new Error(`The set-up failed: ${answer.text}`);
    return { client, person };
  }

  rows(sql: string): Promise<any[]> {
    return this.server.app.get(DataSource).query(sql);
  }
}

/** One server for all claims of a `describe`. */
export function useScene(
  database: DatabaseUnderTest,
  { dataCenters = ['us'], env = {} }: SceneOptions = {},
): OAuthScene {
  const scene = new OAuthScene();
  let end = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const clock = new FakeClock();
    const simulators = await startSimulators({ clock, dataCenters });
    const { config, drop } = await database.createEmpty();
    scene.server = await startApp({
      clock,
      simulators,
      database: config,
      env: { SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only', ...env },
    });
    end = async () => {
      await scene.server.close();
      await simulators.close();
      await drop();
    };
  });
  afterAll(() => end());
  return scene;
}

/** Sends what one person's client sends. */
export class Person {
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send('POST', path, {
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path, {});
  }

  private async send(
    method: string,
    path: string,
    { headers, body }: { headers?: Record<string, string>; body?: string },
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { ...this.headers, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }
}
