import { fdatasyncSync } from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of the WASM module that the durable file system reaches into. */
interface FileSystemModule {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } };
}

/** PGlite's own file system drops every fsync; this one carries them out, so that a commit survives a power cut. */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args);
    (result.emscriptenOpts.preRun ??= []).push((module: unknown) => {
      (module as FileSystemModule).NODEFS.stream_ops.fsync = ({ nfd }) => {
        fdatasyncSync(nfd);
        return 0;
      };
    });
    return result;
  }
}

/** PGlite switches fsync off with `-F`; a cluster on disk must not. */
const durableStartParams = PGlite.defaultStartParams.filter((param) => param !== '-F');

const set = (name: string, value: string): string[] => ['-c', `${name}=${value}`];

/** 16 MB of cache in place of 128 MB: our tables are small, and the process holds half the memory for it. */
const smallCache = set('shared_buffers', '16MB');

/** At the default of 2 MB, deep recursion overflows the stack of WASM and ends the backend. */
const shallowStack = set('max_stack_depth', '512kB');

/** PGlite's fdatasync is a stub that no hook can reach, its fsync is not. */
const reachableSync = set('wal_sync_method', 'fsync');

/** Start options of a cluster in `folder`, with fsync real; without a folder, of one in memory. */
export function pgliteOptions(folder: string | undefined): PGliteOptions {
  if (folder === undefined) {
    return { dataDir: 'memory://', startParams: [...PGlite.defaultStartParams, ...smallCache, ...shallowStack] };
  }
  return {
    fs: new DurableNodeFS(folder),
    startParams: [...durableStartParams, ...smallCache, ...shallowStack, ...reachableSync],
  };
}
