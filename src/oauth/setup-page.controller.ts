import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';
import { AppConfig } from '../config/app-config.js';
import { htmlPage, numberedList, PAGE_HEADERS, paragraph } from './html-page.js';
import { SetupDisabledError } from './oauth.errors.js';
import { SetupGuide } from './setup-guide.js';

const TITLE = 'ServiceDesk Plus for your assistant';

/** The page that every guidance points to: the steps for a person, without a form and without a secret. */
@Controller()
export class SetupPageController {
  constructor(
    private readonly guide: SetupGuide,
    private readonly config: AppConfig,
  ) {}

  /** @param wanted a data center; any other value shows the server's own */
  @Get()
  show(@Query('dataCenter') wanted: unknown, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(PAGE_HEADERS);
    if (!this.config.setupMode) {
      const { message, resolution } = new SetupDisabledError();
      return htmlPage({ title: TITLE, body: [paragraph(message), paragraph(resolution)] });
    }

    const choices = DATA_CENTERS.filter((dataCenter) => this.config.dataCenters[dataCenter] !== undefined);
    const chosen = choices.find((dataCenter) => dataCenter === wanted) ?? this.config.dataCenter;
    const caller = { dataCenter: chosen, portal: undefined };
    return htmlPage({
      title: TITLE,
      body: [
        `<p>Data center ${chosen}. Another one: ${choices.map(link).join(' ')}</p>`,
        '<h2>Let your MCP client send your credentials</h2>',
        numberedList(this.guide.toSendCredentials(caller, []).steps ?? []),
        '<h2>Hand over a grant token, once</h2>',
        numberedList(this.guide.toConnect('setup_required', caller, undefined).steps ?? []),
      ],
    });
  }
}

function link(dataCenter: DataCenter): string {
  return `<a href="?dataCenter=${dataCenter}">${dataCenter}</a>`;
}
