import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './dockerfile.js';

const load = createRequire(import.meta.url);

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: any;
  readonly [field: string]: any;
}

export interface Kustomization {
  readonly resources: readonly string[];
  readonly namespace: string;
  readonly images?: readonly { readonly name: string; readonly newTag: string }[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals: readonly string[] }[];
}

export function readYaml<T>(path: string): T[] {
  return parseAllDocuments(readFileSync(join(ROOT, path), 'utf8')).map((one) => {
    if (one.errors.length > 0) throw one.errors[0]!;
    return one.toJS({ maxAliasCount: 10 }) as T;
  });
}

/** The manifests that a kustomization lists. */
export function manifestsOf(kustomization: string): Manifest[] {
  const { resources } = readYaml<Kustomization>(kustomization)[0]!;
  return resources.flatMap((file) => readYaml<Manifest>(join(dirname(kustomization), file)));
}

/**
 * What is wrong with a manifest by the schema of its kind. The schemas let unknown fields pass, and a misspelt field is
 * one that has no effect; so the validator reads through a proxy, and whatever it did not look at is unknown to it.
 */
export function problemsOf(manifest: Manifest): string[] {
  const { apiVersion, kind } = manifest;
  const group = apiVersion.startsWith('monitoring.') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
  const models = load(`${group}/${apiVersion}`) as Record<string, new (data: object) => { validate(): void }>;
  const Model = models[kind];
  if (!Model) return [`${apiVersion} has no ${kind}`];

  const watch = new FieldWatch();
  try {
    const own = Object.assign(Object.create(Model.prototype) as object, manifest);
    Model.prototype.validate.call(watch.over(own, kind));
  } catch (error) {
    return [`${kind}: ${(error as Error).message}`];
  }
  return [...watch.unread].map((path) => `${path} is not known`);
}

/** Notes which fields of an object were never read. */
class FieldWatch {
  readonly unread = new Set<string>();
  private readonly proxies = new WeakMap<object, object>();

  over(value: object, path: string): object {
    const known = this.proxies.get(value);
    if (known) return known;
    for (const key of Object.keys(value)) this.unread.add(`${path}.${key}`);
    const proxy = new Proxy(value, {
      get: (target, key, receiver) => {
        const found: unknown = Reflect.get(target, key, receiver);
        if (typeof key !== 'string' || !Object.hasOwn(target, key)) return found;
        this.unread.delete(`${path}.${key}`);
        return typeof found === 'object' && found !== null ? this.over(found, `${path}.${key}`) : found;
      },
    });
    this.proxies.set(value, proxy);
    return proxy;
  }
}
