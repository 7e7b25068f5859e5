/** Prints how many times the embedded database in a folder asks the disk to sync for 20 commits. */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const [modulePath, folder] = process.argv.slice(2);
const { serialize } = createRequire(import.meta.url)('pg-protocol');

let syncs = 0;
const { fdatasyncSync } = fs;
fs.fdatasyncSync = (fd) => {
  syncs++;
  fdatasyncSync(fd);
};
syncBuiltinESMExports();

const { InlineBackend } = await import(modulePath);
const backend = await InlineBackend.start({ folder });
await backend.exec(serialize.query('CREATE TABLE counted (value integer)'));
syncs = 0;
for (let value = 1; value <= 20; value++) await backend.exec(serialize.query(`INSERT INTO counted VALUES (${value})`));
process.stdout.write(String(syncs));
await backend.close();
