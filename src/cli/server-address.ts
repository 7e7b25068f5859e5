import { UsageError } from './cli.errors.js';

/** The addresses of a running server that a person named. */
export interface ServerAddress {
  /** Without a trailing slash; what stands before the server's own paths. */
  readonly base: string;
  /** Streamable HTTP. */
  readonly mcp: URL;
  /** HTTP+SSE. */
  readonly sse: URL;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Reads the address of a server: its root, or its `/mcp` or `/sse`.
 *
 * @throws UsageError when it is none, or would carry secrets over the network in the clear
 */
export function readServerAddress(text: string): ServerAddress {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError('The address of the server must begin with https://, for example https://sdp-mcp.example.com');
  }
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname)) {
    throw new UsageError(
      `http:// would carry your secret over the network in the clear. Use https://${url.host}; http:// is for a server on this machine (localhost) only.`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(
      'The address of the server must hold no name, password, query or fragment. Secrets go into the environment.',
    );
  }
  const base = `${url.origin}${url.pathname.replace(/\/(?:mcp|sse)?\/?$/, '')}`;
  return { base, mcp: new URL(`${base}/mcp`), sse: new URL(`${base}/sse`) };
}
