import type { IncomingHttpHeaders } from 'node:http';
import type { AppConfig } from '../config/app-config.js';
import { AddressNotAllowedError } from './http.errors.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests whose Host or Origin is not ours, against DNS rebinding and foreign web pages
 * (MCP specification, transports: servers must validate Origin). A missing Origin is fine: only browsers send it.
 * Probes and Prometheus come with the address of a pod as Host, so `/health` and `/metrics` are not checked.
 *
 * @throws AddressNotAllowedError
 */
export function checkHostAndOrigin(
  { route = '', headers }: { readonly route: string | undefined; readonly headers: IncomingHttpHeaders },
  { allowedHosts, allowedOrigins }: Pick<AppConfig, 'allowedHosts' | 'allowedOrigins'>,
): void {
  if (/^\/(?:health(?:\/|$)|metrics$)/.test(route)) return;

  const host = hostname(`http://${headers.host ?? ''}`);
  if (host === undefined || !allowedHosts.includes(host)) throw new AddressNotAllowedError('Host');

  const { origin } = headers;
  if (origin === undefined) return;
  const originHost = hostname(origin);
  const allowed =
    allowedOrigins.includes(origin.toLowerCase()) || (originHost !== undefined && LOOPBACK.includes(originHost));
  if (!allowed) throw new AddressNotAllowedError('Origin');
}

function hostname(text: string): string | undefined {
  return URL.parse(text)?.hostname.toLowerCase() || undefined;
}
