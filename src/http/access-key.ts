import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../config/app-config.js';
import { AccessKeyRequiredError } from './http.errors.js';

const GUARDED = /^\/(?:mcp|sse|messages|oauth)(?:[/?]|$)/;
// Zoho sends the person's browser there, which has no key; the single-use state proves the request instead.
const OPEN = /^\/oauth\/callback(?:\?|$)/;

/**
 * Makes the check for the server's own access keys; without keys everything passes. Digests are compared, so
 * neither length nor content of a key shows in the time it takes.
 */
export function accessKeyCheck({ accessKeys }: Pick<AppConfig, 'accessKeys'>) {
  const accepted = accessKeys.map(digest);

  /** @throws AccessKeyRequiredError */
  return ({ url, headers, method }: Pick<FastifyRequest, 'url' | 'headers' | 'method'>): void => {
    // A browser's preflight carries no headers of its own, and its answer holds nothing (Fetch standard, CORS).
    if (method === 'OPTIONS') return;
    if (accepted.length === 0 || !GUARDED.test(url) || OPEN.test(url)) return;

    const header = headers['x-sdp-access-key'];
    const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const presented = digest((typeof header === 'string' && header) || bearer || '');
    const matches = accepted.filter((key) => timingSafeEqual(key, presented));
    if (matches.length === 0) throw new AccessKeyRequiredError('This server asks for an access key of its own.');
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
