import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { DATA_CENTER_HOSTS } from '../../../src/common/data-center.js';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { AppConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import type { Connection } from '../../../src/token/connection.js';
import { ConnectionService } from '../../../src/token/connection.service.js';
import type { ClientCredentials } from '../../../src/token/credentials.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { TokenModule } from '../../../src/token/token.module.js';
import { TokenRefreshJob } from '../../../src/token/token-refresh.job.js';
import { TokenService } from '../../../src/token/token.service.js';
import { ZohoAccountsClient } from '../../../src/token/zoho-accounts.client.js';
import { ZohoAccountsSimulator } from '../../simulators/zoho-accounts/zoho-accounts.simulator.js';
import type { DatabaseUnderTest, TestDatabase } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** One server process as far as tokens go: services of its own over the shared database. */
export interface Replica {
  readonly connections: ConnectionService;
  readonly tokens: TokenService;
  readonly job: TokenRefreshJob;
  /** What it told its listeners so far. */
  readonly told: ServerEvent[];
  /** Any other part, for a test that puts one together by hand. */
  part<T>(type: Type<T>): T;
  close(): Promise<void>;
}

export const KEY_A = `a:${Buffer.alloc(32, 'a').toString('base64')}`;
export const KEY_B = `b:${Buffer.alloc(32, 'b').toString('base64')}`;

/** A database, Zoho Accounts of two data centers, a clock that stands still, and as many replicas as a test starts. */
export class TokenScene {
  clock!: FakeClock;
  zoho!: ZohoAccountsSimulator;
  zohoEu!: ZohoAccountsSimulator;
  dataSource!: DataSource;
  /** Closed after the test. */
  private replicas: Replica[] = [];

  /** Everything but the database is new for each test. */
  async open(database: TestDatabase): Promise<void> {
    this.clock = new FakeClock();
    this.dataSource = database.dataSource;
    await this.dataSource.query('TRUNCATE oauth_tokens, encryption_keys CASCADE');
    await this.dataSource.query(
      `UPDATE refresh_pace SET permits = 0, share = 1, counted_at = 'epoch', slowed_at = NULL`,
    );
    [this.zoho, this.zohoEu] = await Promise.all([
      ZohoAccountsSimulator.start({ clock: this.clock }),
      ZohoAccountsSimulator.start({ clock: this.clock, dataCenter: 'eu' }),
    ]);
  }

  /** An empty database a day later, for a test that plays many scenes with the same replicas. */
  async newDay(): Promise<void> {
    this.clock.advance(24 * HOUR);
    await this.dataSource.query('TRUNCATE oauth_tokens CASCADE');
    await this.dataSource.query(
      `UPDATE refresh_pace SET permits = 0, share = 1, counted_at = 'epoch', slowed_at = NULL`,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
    this.replicas = [];
    await Promise.all([this.zoho.close(), this.zohoEu.close()]);
  }

  /** @param keys as in `SDP_ENCRYPTION_KEYS` */
  async replica(keys = KEY_A, env: NodeJS.ProcessEnv = {}): Promise<Replica> {
    const config = new AppConfig({
      ...AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: keys, ...env }),
      dataCenters: {
        us: { ...DATA_CENTER_HOSTS.us, accountsUrl: this.zoho.url },
        eu: { ...DATA_CENTER_HOSTS.eu, accountsUrl: this.zohoEu.url },
      },
    });
    const replica = await startReplica(config, this.clock, this.dataSource);
    this.replicas.push(replica);
    return replica;
  }

  /** A replica that asks this in Zoho's place; the test closes it. Nobody in it waits longer than a moment. */
  replicaWith(
    zoho: Pick<ZohoAccountsClient, 'authorizationCodeGrant' | 'refreshTokenGrant' | 'revoke' | 'admits' | 'close'>,
  ) {
    return startReplica(AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: KEY_A }), this.clock, this.dataSource, (module) =>
      module.overrideProvider(ZohoAccountsClient).useValue(zoho),
    );
  }

  /** Registers a client, generates its grant token and sets it up on the replica. */
  async setUp({ connections }: Replica, client: ClientCredentials = this.zoho.registerClient()) {
    const code = this.zoho.mintGrantToken(client);
    return { client, connection: await connections.exchange(client, { code, dataCenter: 'us' }) };
  }

  /** The row as it is now. */
  row({ id }: Pick<Connection, 'id'>): Promise<OAuthToken> {
    return this.dataSource.getRepository(OAuthToken).findOneByOrFail({ id });
  }

  /** How often Zoho's US data center was asked to refresh. */
  get refreshes(): number {
    return this.zoho.meter.filter(({ grantType }) => grantType === 'refresh_token').length;
  }

  /** The clock stands at this long before the access token's stored expiry. */
  async untilExpiry(connection: Pick<Connection, 'id'>, leftMs: number): Promise<void> {
    const { accessTokenExpiresAt } = await this.row(connection);
    this.clock.advance(accessTokenExpiresAt!.getTime() - leftMs - this.clock.nowMs());
  }
}

/** Hooks that give each test of a suite a new scene on one database. */
export function useTokenScene(database: DatabaseUnderTest): TokenScene {
  const scene = new TokenScene();
  let own: TestDatabase;
  beforeAll(async () => {
    own = await database.create();
  });
  afterAll(() => own.close());
  beforeEach(() => scene.open(own));
  afterEach(() => scene.close());
  return scene;
}

async function startReplica(
  config: AppConfig,
  clock: FakeClock,
  dataSource: DataSource,
  change: (module: TestingModuleBuilder) => TestingModuleBuilder = (module) => module,
): Promise<Replica> {
  const builder = Test.createTestingModule({
    imports: [ConfigModule.with(config, clock), SharedDataSource.of(dataSource), TokenModule],
  });
  const module = await change(builder).compile();
  module.useLogger(false);
  await module.init();
  const told: ServerEvent[] = [];
  module.get(ServerEvents).subscribe((event) => told.push(event));
  return {
    told,
    connections: module.get(ConnectionService),
    tokens: module.get(TokenService),
    job: module.get(TokenRefreshJob),
    part: (type) => module.get(type),
    close: () => module.close(),
  };
}

/** The test's own data source in place of DatabaseModule's: replicas share it and none of them closes it. */
@Global()
@Module({})
class SharedDataSource {
  static of(dataSource: DataSource): DynamicModule {
    return {
      module: SharedDataSource,
      providers: [{ provide: DataSource, useValue: dataSource }],
      exports: [DataSource],
    };
  }
}
