import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FormExpiredError } from './page.errors.js';
import { PageSession } from './page-session.js';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Lets a page's requests that change something through only with a token of the page (OWASP ASVS 5, 3.5.1). */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(private readonly session: PageSession) {}

  /** @throws FormExpiredError */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!SAFE_METHODS.has(request.method) && !this.session.hasFormToken(request)) throw new FormExpiredError();
    return true;
  }
}
