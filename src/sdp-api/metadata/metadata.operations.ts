import type { ApiOperation } from '../api-operation.js';
import { METADATA, METADATA_KINDS } from './metadata-kinds.js';
import { pathOfKind } from './metadata-paths.js';

export const metadataOperations: readonly ApiOperation[] = METADATA_KINDS.map((kind) => ({
  name: `${kind}.list`,
  method: 'GET',
  path: pathOfKind(kind),
  confidence: METADATA[kind].confidence,
  findsNames: true,
}));
