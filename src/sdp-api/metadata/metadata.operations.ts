import type { ApiOperation, Confidence } from '../api-operation.js';
import { pathOfKind } from './metadata-paths.js';
import { METADATA_KINDS, type MetadataKind } from './metadata.schema.js';

/** Lists that nobody reported from a live portal; their paths follow the pattern of the rest. */
const INFERRED: ReadonlySet<MetadataKind> = new Set(['request_closure_codes']);

export const metadataOperations: readonly ApiOperation[] = METADATA_KINDS.map((kind) => ({
  name: `${kind}.list`,
  method: 'GET',
  path: pathOfKind(kind),
  confidence: INFERRED.has(kind) ? ('inferred' as const) : ('used' as const satisfies Confidence),
  findsNames: true,
}));
