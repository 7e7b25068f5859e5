import type { ApiOperation } from '../api-operation.js';

/** Modules whose fields can be asked for, and whether ManageEngine's own client does (Ansible collection for SDP Cloud). */
const COLLECTIONS = {
  requests: 'official',
  problems: 'official',
  changes: 'official',
  releases: 'official',
  projects: 'inferred',
  solutions: 'inferred',
  assets: 'inferred',
  tasks: 'inferred',
  contracts: 'inferred',
  purchase_orders: 'inferred',
} as const;

export type DescribedCollection = keyof typeof COLLECTIONS;

export const DESCRIBED_COLLECTIONS = Object.keys(COLLECTIONS) as [DescribedCollection, ...DescribedCollection[]];

export const metainfoOperations: readonly ApiOperation[] = [
  ...DESCRIBED_COLLECTIONS.flatMap((name): ApiOperation[] => {
    const about = { method: 'GET', confidence: COLLECTIONS[name], findsNames: true } as const;
    return [
      { ...about, name: `${name}.metainfo`, path: `/${name}/_metainfo` },
      { ...about, name: `${name}.metainfo.of_record`, path: `/${name}/{id}/_metainfo` },
    ];
  }),
  { name: 'udf_fields.list', method: 'GET', path: '/udf_fields', confidence: 'used', findsNames: true },
];
