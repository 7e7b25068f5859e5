import type { ApiOperation, Confidence } from '../api-operation.js';
import { PARENT_DATA, type ParentModule } from './parent-ref.js';

const CONFIDENCE: Readonly<Partial<Record<ParentModule, Confidence>>> = {
  problem: 'official',
  change: 'official',
  release: 'official',
  project: 'used',
  task: 'used',
  asset: 'official',
  workstation: 'inferred',
  solution: 'official',
  purchase_order: 'inferred',
  contract: 'inferred',
  announcement: 'used',
  maintenance: 'inferred',
};

/** How records of the modules other than requests are found by what people call them. */
export const parentOperations: readonly ApiOperation[] = Object.entries(CONFIDENCE).flatMap(([module, confidence]) => {
  const { collection } = PARENT_DATA[module as ParentModule];
  return [
    { name: `${collection}.list`, method: 'GET', path: `/${collection}`, confidence, findsNames: true },
    { name: `${collection}.get`, method: 'GET', path: `/${collection}/{id}`, confidence, findsNames: true },
  ];
});

/** Names of the reads of whole records, for a tool that reads what is part of them. */
export function parentOperationNames(modules: readonly ParentModule[]): string[] {
  return modules.map((module) => `${PARENT_DATA[module].collection}.get`);
}
