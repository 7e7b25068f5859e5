import { afterEach, expect, it } from '@jest/globals';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { AppConfig, type DatabaseConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { DatabaseStatus } from '../../../src/database/database-status.js';
import { DatabaseModule } from '../../../src/database/database.module.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';

@Injectable()
class Reader {
  constructor(@InjectRepository(OAuthToken) readonly tokens: Repository<OAuthToken>) {}
}

/** A feature as the server has them: it names its entities, and the database module is imported once at the top. */
@Module({ imports: [TypeOrmModule.forFeature([OAuthToken])], providers: [Reader] })
class FeatureModule {}

async function start(database: DatabaseConfig): Promise<INestApplicationContext> {
  @Module({
    imports: [
      ConfigModule.with(new AppConfig({ ...AppConfig.fromEnv({}), database })),
      DatabaseModule.with(database),
      FeatureModule,
    ],
  })
  class TestModule {}
  return NestFactory.createApplicationContext(TestModule, { logger: ['fatal'], abortOnError: false });
}

describeOnEachDatabase('the database module', (database) => {
  let app: INestApplicationContext;
  let drop: () => Promise<void>;
  afterEach(async () => {
    await app.close();
    await drop();
  });

  async function startOnEmpty(): Promise<DatabaseConfig> {
    const empty = await database.createEmpty();
    drop = empty.drop;
    app = await start(empty.config);
    return empty.config;
  }

  it('migrates before anything else starts, and knows the entities that the features name', async () => {
    await startOnEmpty();

    expect(await app.get(Reader, { strict: false }).tokens.count()).toBe(0);
  });

  it('tells the health module how the database does', async () => {
    const { kind } = await startOnEmpty();
    const status = app.get(DatabaseStatus);

    expect(status.kind).toBe(kind);
    await expect(status.ping(2_000)).resolves.toBeUndefined();
    expect(await status.hasPendingMigrations()).toBe(false);
  });

  it('gives up a ping that takes too long', async () => {
    await startOnEmpty();
    const release = await takeEveryConnection(app.get(DataSource));

    await expect(app.get(DatabaseStatus).ping(30)).rejects.toThrow('The database did not answer within 30 ms');

    await release();
  });

  it('closes after the last query when the server ends', async () => {
    await startOnEmpty();
    const dataSource = app.get(DataSource);
    const running = Promise.all(Array.from({ length: 20 }, () => dataSource.query('SELECT 1')));

    await app.close();

    await expect(running).resolves.toHaveLength(20);
    expect(dataSource.isInitialized).toBe(false);
  });
});

/** Whoever comes next waits for a connection until they are released. */
async function takeEveryConnection(dataSource: DataSource): Promise<() => Promise<unknown>> {
  const { poolSize } = dataSource.options as { poolSize: number };
  const taken = Array.from({ length: poolSize }, () => dataSource.createQueryRunner());
  await Promise.all(taken.map((queryRunner) => queryRunner.connect()));
  return () => Promise.all(taken.map((queryRunner) => queryRunner.release()));
}
