import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../common/time/clock.js';
import { PageSession } from '../pages/page-session.js';
import type { AdminVisit } from './parts/admin-frame.js';
import { PageActions } from './page-actions.js';

/** What every page of the operator is made with. */
@Injectable()
export class AdminVisits {
  constructor(
    private readonly session: PageSession,
    private readonly actions: PageActions,
    private readonly clock: Clock,
  ) {}

  of(request: FastifyRequest): AdminVisit {
    return { token: this.session.formToken(request), now: this.clock.now(), said: this.actions.take(request) };
  }
}
