import { afterEach, expect, it } from '@jest/globals';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { AppConfig, type DatabaseConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { AppDataSource } from '../../../src/database/app-data-source.js';
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
    await app.get(AppDataSource).watch.look();
    expect(status.answers).toBe(true);
    expect(Math.abs(status.clockSkewMs)).toBeLessThan(1_000);
    expect(await status.hasPendingMigrations()).toBe(false);
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
