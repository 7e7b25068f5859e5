import type { ApiOperation } from '../api-operation.js';
import { PARENT_DATA, type ParentModule } from '../records/parent-ref.js';

/** An operation on something below a record: its path goes on after `/requests/{id}`. */
interface OperationBelow extends Pick<ApiOperation, 'method' | 'confidence'> {
  /** Such as `worklogs.add`. */
  readonly name: string;
  /** Such as `/worklogs`. */
  readonly path: string;
}

const collectionOf = (module: ParentModule): string => PARENT_DATA[module].collection;

/**
 * The same operations below the records of several modules, each with the module's own name and path. What the vendor
 * documents for requests is, for other modules, taken from the pattern where `elsewhere` says so.
 */
export function operationsBelow(
  modules: readonly ParentModule[],
  operations: readonly OperationBelow[],
  elsewhere: Readonly<Partial<Record<ParentModule, ApiOperation['confidence']>>> = {},
): ApiOperation[] {
  return modules.flatMap((module) =>
    operations.map(({ name, path, confidence, method }) => ({
      name: `${collectionOf(module)}.${name}`,
      method,
      path: `/${collectionOf(module)}/{id}${path}`,
      confidence: elsewhere[module] ?? confidence,
    })),
  );
}

/** Names of those operations, for a tool that works on any of the modules. */
export function namesBelow(modules: readonly ParentModule[], ...names: readonly string[]): string[] {
  return modules.flatMap((module) => names.map((name) => `${collectionOf(module)}.${name}`));
}
