import { Controller, Get, Req, Res, UseFilters, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import { clientSnippets } from '../oauth/client-snippets.js';
import { SetupGuide } from '../oauth/setup-guide.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { sendPage } from '../pages/send-page.js';
import { DATA_CENTER_NAMES, dataCenterChoices } from './data-center-names.js';
import type { Message } from './message.js';
import { isAboutClient, messageOf } from './problem.js';
import { SetupSession } from './setup-session.js';
import { SetupVisits, type Visit } from './setup-visit.js';
import { ClientStep } from './views/client-step.js';
import { ClientsStep } from './views/clients-step.js';
import { ClosedPage } from './views/closed-page.js';
import { DisconnectPage } from './views/disconnect-page.js';
import { GrantStep } from './views/grant-step.js';
import type { ViewProps } from './views/setup-layout.js';
import { StatusPage } from './views/status-page.js';
import type { Visitor } from './visitor.js';

/** What the page shows: the next step of the set-up, or the connection that came of it. Nothing here changes a connection. */
@Controller()
@UseFilters(PageErrorFilter)
@UseInterceptors(BusyInterceptor)
export class SetupPageController {
  constructor(
    private readonly session: SetupSession,
    private readonly visits: SetupVisits,
    private readonly guide: SetupGuide,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** The page that every guidance points to. */
  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forVisitor(request, reply, async (visitor) => {
      if (visitor.anew) return this.sendGrantStep(request, reply, { visitor });
      const visit = await this.visits.of(visitor);
      const { report } = visit;
      const { connection } = report;
      if (!connection) return this.sendGrantStep(request, reply, visit);
      const { clientId } = visitor;
      const canRenew = this.config.setupMode;
      await sendPage(reply, <StatusPage {...this.view(request)} {...{ clientId, report, connection, canRenew }} />);
    });
  }

  /** The first step again, to correct what was entered. */
  @Get('setup/client')
  edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forVisitor(request, reply, () => this.sendFirstPage(request, reply));
  }

  /** The second step, also for a connection that works. */
  @Get('setup/grant')
  renew(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forVisitor(request, reply, async (visitor) => {
      if (!this.config.setupMode) return reply.redirect('/', 303);
      const visit = visitor.anew ? { visitor } : await this.visits.of(visitor, { again: true });
      return this.sendGrantStep(request, reply, visit);
    });
  }

  /** The third step. It holds nothing of a connection, so that a colleague can be sent here. */
  @Get('setup/clients')
  async clients(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.session.visitor(request);
    if (!visitor && !this.config.setupMode) return reply.redirect('/', 303);
    const needsAccessKey = this.config.accessKeys.length > 0;
    const { publicUrl } = this.config;
    // What was stored with the connection need not be said again by the client.
    const clientId = visitor?.clientId;
    const snippets = clientSnippets({ publicUrl, needsAccessKey, clientId, dataCenter: undefined, portal: undefined });
    const onWindows = /windows/i.test(request.headers['user-agent'] ?? '');
    const props = { clientId, snippets, needsAccessKey, onWindows };
    await sendPage(reply, <ClientsStep {...this.view(request)} {...props} />);
  }

  @Get('setup/disconnect')
  askToDisconnect(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forVisitor(request, reply, ({ clientId }) =>
      sendPage(reply, <DisconnectPage {...this.view(request)} clientId={clientId} />),
    );
  }

  /** Whoever is not known here, or not as they said, gets the first page. */
  private async forVisitor(
    request: FastifyRequest,
    reply: FastifyReply,
    show: (visitor: Visitor) => Promise<void> | FastifyReply,
  ): Promise<void> {
    try {
      const visitor = this.session.visitor(request);
      await (visitor ? show(visitor) : this.sendFirstPage(request, reply));
    } catch (error) {
      const message = messageOf(error, this.clock.nowMs());
      if (!isAboutClient(message) && message.code !== 'SETUP_DISABLED') throw error;
      this.session.forgetVisitor(request);
      await this.sendFirstPage(request, reply, message);
    }
  }

  private async sendFirstPage(request: FastifyRequest, reply: FastifyReply, problem?: Message): Promise<void> {
    const view = this.view(request);
    const props = {
      ...view,
      message: problem ?? view.message,
      draft: this.session.draft(request),
      needsAccessKey: this.config.accessKeys.length > 0,
    };
    if (!this.config.setupMode) return sendPage(reply, <ClosedPage {...props} />);
    const choices = dataCenterChoices(this.config);
    // Links of ours may name a data center; any other value shows the server's own.
    const { dataCenter: wanted } = request.query as { dataCenter?: unknown };
    const { dataCenter } = choices.find((choice) => choice.dataCenter === wanted) ?? this.config;
    await sendPage(reply, <ClientStep {...props} choices={choices} dataCenter={dataCenter} />);
  }

  private async sendGrantStep(
    request: FastifyRequest,
    reply: FastifyReply,
    { visitor, report }: Pick<Visit, 'visitor'> & Partial<Visit>,
  ): Promise<void> {
    const dataCenter = visitor.dataCenter ?? report?.connection?.dataCenter ?? this.config.dataCenter;
    const props = {
      clientId: visitor.clientId,
      place: DATA_CENTER_NAMES[dataCenter],
      consoleUrl: this.guide.hostsOf(dataCenter).consoleUrl,
      scopes: this.guide.scopes,
      consentUrl: report?.consentUrl,
      redirectUri: this.config.redirectUri,
      renews: report?.connection !== undefined,
    };
    await sendPage(reply, <GrantStep {...this.view(request)} {...props} />);
  }

  private view(request: FastifyRequest): ViewProps {
    return {
      formToken: this.session.formToken(request),
      message: this.session.takeMessage(request),
      nowMs: this.clock.nowMs(),
    };
  }
}
