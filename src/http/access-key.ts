import type { IncomingHttpHeaders } from 'node:http';
import { readHeader } from '../common/header-text.js';
import type { AppConfig } from '../config/app-config.js';
import { bearerOf, sameSecret } from './bearer.js';
import { AccessKeyRequiredError } from './http.errors.js';

const GUARDED = /^\/(?:mcp|sse|messages|oauth)(?:\/|$)/;
// Zoho sends the person's browser there, which has no key; the single-use state proves the request instead.
const OPEN = '/oauth/callback';

export interface KeyedRequest {
  /** Pattern of the route that will answer, not the address as sent: `/%6dcp` is another spelling of `/mcp`. */
  readonly route: string | undefined;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Makes the check for the server's own access keys; without keys everything passes. */
export function accessKeyCheck({ accessKeys }: Pick<AppConfig, 'accessKeys'>) {
  /** @throws AccessKeyRequiredError */
  return ({ route = '', headers, method }: KeyedRequest): void => {
    // A browser's preflight carries no headers of its own, and its answer holds nothing (Fetch standard, CORS).
    if (method === 'OPTIONS') return;
    if (accessKeys.length === 0 || !GUARDED.test(route) || route === OPEN) return;

    const header = readHeader(headers, 'x-sdp-access-key');
    const presented = header.kind === 'text' ? header.text : bearerOf(headers.authorization);
    requireAccessKey(presented, { accessKeys });
  };
}

/** Lets everything pass where the server has no keys. @throws AccessKeyRequiredError */
export function requireAccessKey(presented: string | undefined, { accessKeys }: Pick<AppConfig, 'accessKeys'>): void {
  if (accessKeys.length === 0) return;
  // Every key is compared, so that the time does not tell which one fits.
  const matches = accessKeys.filter((key) => sameSecret(presented, key));
  if (matches.length === 0) throw new AccessKeyRequiredError('This server asks for an access key of its own.');
}
