import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageSession } from '../pages/page-session.js';
import { AdminTokens } from './admin-tokens.js';

/** A working day, however busy it is; in ms. */
const LONGEST_MS = 8 * 3_600_000;
const NAME = 'admin';

/** An operator's session: the sealed cookie holds a proof of the token that was shown, and ends with that token. */
@Injectable()
export class AdminSession {
  constructor(
    private readonly pages: PageSession,
    private readonly tokens: AdminTokens,
  ) {}

  begin(request: FastifyRequest, proof: string): void {
    this.pages.keep(request, NAME, proof, LONGEST_MS);
  }

  isOpen(request: FastifyRequest): boolean {
    return this.tokens.isProof(this.pages.read(request, NAME));
  }

  end(request: FastifyRequest): void {
    this.pages.forget(request, NAME);
  }
}
