import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CircuitNotFoundError } from '../admin/admin.errors.js';
import { PAGE, PAGE_FORM } from '../admin/admin-routes.js';
import { FormGuard } from '../pages/form.guard.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { sendPage } from '../pages/send-page.js';
import { ReplicaCircuits } from '../replicas/replica-circuits.js';
import { AdminVisits } from './admin-visits.js';
import { PageActions } from './page-actions.js';
import { CIRCUITS, CircuitsPage } from './views/circuits.view.js';

@Controller('admin/page/circuit-breakers')
@UseFilters(PageErrorFilter)
@UseGuards(FormGuard)
export class CircuitsPageController {
  constructor(
    private readonly circuits: ReplicaCircuits,
    private readonly visits: AdminVisits,
    private readonly actions: PageActions,
  ) {}

  @Get()
  @RouteConfig(PAGE)
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const replicas = await this.circuits.glances();
    await sendPage(reply, <CircuitsPage visit={this.visits.of(request)} replicas={replicas} />);
  }

  @Post(':name/reset')
  @RouteConfig(PAGE_FORM)
  reset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      const replicas = await this.circuits.reset(name);
      if (!replicas) throw new CircuitNotFoundError();
      const text = replicas.map(({ replica, outcome }) => `${replica}: ${outcome}`).join(', ');
      return { kind: 'good', title: `The circuit breaker ${name} is reset.`, text } as const;
    };
    return this.actions.run(request, reply, { then: CIRCUITS, action });
  }
}
