import { Tokens } from '@fastify/csrf';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../common/time/clock.js';

interface Entry {
  readonly value: unknown;
  readonly untilMs: number;
}

declare module '@fastify/secure-session' {
  interface SessionData {
    readonly entries: Readonly<Record<string, Entry>>;
    readonly formSecret: string;
  }
}

/**
 * What a browser carries from one page to the next: one sealed cookie (see `registerPages`), whose parts belong to the
 * features by name. Nothing of it is kept by the server, so every replica can answer every page.
 */
@Injectable()
export class PageSession {
  private readonly tokens = new Tokens({});

  constructor(private readonly clock: Clock) {}

  /** undefined when nothing was kept under this name, or not long ago enough. Parse it: an older release may have written it. */
  read({ session }: FastifyRequest, name: string): unknown {
    const entry = session.get('entries')?.[name];
    return entry && entry.untilMs > this.clock.nowMs() ? entry.value : undefined;
  }

  /** @param lifetimeMs ends it however often it is read; at most what the cookie lasts, `SESSION_SECONDS` */
  keep({ session }: FastifyRequest, name: string, value: unknown, lifetimeMs: number): void {
    const entry = { value, untilMs: this.clock.nowMs() + lifetimeMs };
    session.set('entries', { ...session.get('entries'), [name]: entry });
  }

  forget({ session }: FastifyRequest, name: string): void {
    const { [name]: _, ...others } = session.get('entries') ?? {};
    session.set('entries', others);
  }

  /** A token for the forms of this browser, to be sent as field `_csrf` or header `X-CSRF-Token`. */
  formToken({ session }: FastifyRequest): string {
    const kept = session.get('formSecret');
    const secret = kept ?? this.tokens.secretSync();
    if (kept === undefined) session.set('formSecret', secret);
    return this.tokens.create(secret);
  }

  /** Whether the request carries a token that `formToken` gave to this browser. */
  hasFormToken({ session, body, headers }: FastifyRequest): boolean {
    const secret = session.get('formSecret');
    const field = (body as { _csrf?: unknown } | undefined)?._csrf;
    const token = typeof field === 'string' ? field : headers['x-csrf-token'];
    return secret !== undefined && typeof token === 'string' && this.tokens.verify(secret, token);
  }
}
