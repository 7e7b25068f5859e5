import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DatabaseConfig } from '../config/app-config.js';
import { DataSource } from 'typeorm';
import { AppDataSource } from './app-data-source.js';
import { commonOptions, type Entity } from './data-source-options.js';
import { DatabaseStatus } from './database-status.js';
import { openDatabase } from './open-database.js';

/**
 * The database for every module: open and migrated before the server listens, closed after its last query.
 *
 * Entities stay with their modules, which name them in `TypeOrmModule.forFeature`.
 */
@Module({})
export class DatabaseModule {
  static with(config: DatabaseConfig): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...commonOptions, autoLoadEntities: true, toRetry: () => false }),
          dataSourceFactory: (options) => openDatabase(config, { entities: (options?.entities ?? []) as Entity[] }),
        }),
      ],
      providers: [{ provide: AppDataSource, useExisting: DataSource }, DatabaseStatus],
      exports: [DatabaseStatus],
    };
  }
}
