import { expect, it } from '@jest/globals';
import type { AppConfig } from '../config/app-config.js';
import type { AppDataSource } from './app-data-source.js';
import { DatabaseStatus } from './database-status.js';
import { DatabaseWatch } from './database-watch.js';

it('knows before anything is served that the clocks differ', async () => {
  const watch = new DatabaseWatch(async () => Date.now() - 90_000);
  const status = new DatabaseStatus(
    { watch } as AppDataSource,
    { emit: () => undefined } as never,
    { database: { kind: 'postgres' } } as AppConfig,
  );

  await status.onModuleInit();

  expect(status.clockSkewMs).toBeGreaterThan(80_000);
  status.onApplicationShutdown();
});
