import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { BackendOptions } from './backend.js';
import { pgliteOptions } from './pglite-options.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** Entry of the worker thread: one PGlite, which answers each message in turn. */
async function serve({ folder }: BackendOptions): Promise<void> {
  const database = await PGlite.create(pgliteOptions(folder));

  parentPort?.on('message', (message: ToWorker) => {
    if (message === 'close') {
      void database.close().finally(() => tell('closed'));
      return;
    }
    // Copied, because PGlite may answer with a view on a buffer that it uses again.
    const answer = database.execProtocolRawSync(message).slice();
    parentPort?.postMessage(answer satisfies FromWorker, [answer.buffer]);
  });
  tell('ready');
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

await serve(workerData as BackendOptions);
