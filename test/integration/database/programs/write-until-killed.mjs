/**
 * A process of its own for the tests that kill one: opens the built server's database in the folder given, says what it
 * finds there, and writes until it is killed. One JSON line for each thing said.
 */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';

const [modulePath, folder] = process.argv.slice(2);
const { openDatabase } = await import(modulePath);

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** The same question, answered from the table and from its index. */
async function read(database, how) {
  return database.transaction(async (tx) => {
    await tx.query(`SET LOCAL enable_${how === 'index' ? 'seqscan' : 'indexscan'} = off`);
    await tx.query('SET LOCAL enable_bitmapscan = off');
    if (how === 'table') await tx.query('SET LOCAL enable_indexonlyscan = off');
    return tx.query('SELECT pair, count(*)::int AS rows FROM writes GROUP BY pair ORDER BY pair');
  });
}

try {
  const database = await openDatabase({ kind: 'embedded', dataDir: folder }, { entities: [] });
  await database.query(
    `CREATE TABLE IF NOT EXISTS writes
       (pair integer NOT NULL, side text NOT NULL, load text NOT NULL, PRIMARY KEY (pair, side))`,
  );
  const fromTable = await read(database, 'table');
  const fromIndex = await read(database, 'index');
  say({
    event: 'open',
    pairs: fromTable.map(({ pair }) => pair),
    halfPairs: fromTable.filter(({ rows }) => rows !== 2).length,
    indexAgrees: JSON.stringify(fromTable) === JSON.stringify(fromIndex),
  });

  let next = (fromTable.at(-1)?.pair ?? 0) + 1;
  const writer = async () => {
    for (;;) {
      const pair = next++;
      await database.transaction(async (tx) => {
        for (const side of ['left', 'right']) {
          await tx.query('INSERT INTO writes VALUES ($1, $2, $3)', [pair, side, randomBytes(1_500).toString('hex')]);
        }
      });
      say({ event: 'committed', pair });
      if (pair % 50 === 0) await database.query('CHECKPOINT');
    }
  };
  await Promise.all([writer(), writer(), writer()]);
} catch (error) {
  say({ event: 'failed', name: error.constructor.name, message: error.message });
  process.exit(1);
}
