import { migrations } from '../../migrations/index.js';
import type { AppDataSource } from './app-data-source.js';

/** Names of the migrations that the next start would apply, oldest first. Looks, and makes no table to do so. */
export async function pendingMigrations(dataSource: AppDataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ name: string | null }[]>(`SELECT to_regclass('migrations')::text AS name`);
  const applied = table?.name ? await dataSource.query<{ name: string }[]>('SELECT name FROM migrations') : [];
  const names = new Set(applied.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !names.has(name));
}
