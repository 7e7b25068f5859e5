import { collectionScope, type ScopeVerb } from '../../sdp-api/http/needed-scope.js';
import { PARENT_DATA, type ParentModule } from '../../sdp-api/records/parent-ref.js';

/** The scopes for what hangs below records of these modules: those of the record's own module. */
export function scopesBelow<M extends ParentModule>(
  modules: readonly M[],
  ...verbs: readonly ScopeVerb[]
): Readonly<Record<M, readonly string[]>> {
  return Object.fromEntries(
    modules.map((module) => [module, verbs.map((verb) => collectionScope(PARENT_DATA[module].collection, verb))]),
  ) as unknown as Readonly<Record<M, readonly string[]>>;
}

/** The same for a tool whose arguments name the module and always a record of it. */
export function scopesOfParent<M extends ParentModule>(modules: readonly M[], ...verbs: readonly ScopeVerb[]) {
  return {
    scopes: [],
    moduleScopes: {
      byModule: scopesBelow(modules, ...verbs),
      of: ({ module }: { readonly module?: unknown }) => String(module),
    },
  } as const;
}
