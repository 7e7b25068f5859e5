import type { ApiOperation } from '../api-operation.js';
import type { RecordModule } from './record-module.js';

const METHODS = { create: 'POST', update: 'PUT', delete: 'DELETE' } as const;

/** What a module can do beside being read, as lines of the coverage table; for reading see `parentOperations`. */
export function recordOperations(
  { collection, confidence }: RecordModule,
  verbs: readonly (keyof typeof METHODS)[] = ['create', 'update', 'delete'],
): ApiOperation[] {
  return verbs.map((verb) => ({
    name: `${collection}.${verb}`,
    method: METHODS[verb],
    path: verb === 'create' ? `/${collection}` : `/${collection}/{id}`,
    confidence: confidence[verb],
  }));
}
