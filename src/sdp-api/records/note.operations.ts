import type { ApiOperation } from '../api-operation.js';
import { operationsBelow } from '../children/operations-below.js';
import type { ParentModule } from './parent-ref.js';

/** Notes below records other than requests, whose own can do more. */
export function noteOperations(module: ParentModule): ApiOperation[] {
  return operationsBelow(
    [module],
    [
      { name: 'notes.list', method: 'GET', path: '/notes', confidence: 'official' },
      { name: 'notes.add', method: 'POST', path: '/notes', confidence: 'official' },
    ],
  );
}
