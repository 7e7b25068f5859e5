import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** An address of the server: `DELETE /admin/clients/:id`. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every route that the server answers on, read from Fastify's own print of its router. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const routes: Route[] = [];
  const above: string[] = [];
  const print = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false, includeHooks: false });
  for (const line of print.split('\n')) {
    const [, indent = '', segment, methods] = /^([\s│├└─]*)(\S*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (segment === undefined || indent === '') continue;
    above.length = indent.length / 4 - 1;
    const path = above.join('') + segment;
    above.push(segment);
    for (const method of methods?.split(', ') ?? []) routes.push({ method, path });
  }
  return routes;
}

/** Whether a document may name this address: `{id}` and `<id>` stand for a parameter, a trailing `*` for what follows. */
export function isRoute(routes: readonly Route[], path: string, method?: string): boolean {
  const wanted = path.replace(/\?.*$/, '');
  return routes.some((route) => {
    if (method !== undefined && route.method !== method) return false;
    if (wanted.endsWith('*')) return route.path.startsWith(wanted.slice(0, -1));
    // A parameter stands for any one part; without a method, the beginning of an address may be named.
    const parts = route.path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*]/g, '\\$&')));
    const fits = new RegExp(`^${parts.join('/')}$`).test(wanted);
    return fits || (method === undefined && route.path.startsWith(`${wanted.replace(/\/$/, '')}/`));
  });
}
