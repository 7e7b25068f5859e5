import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { DataCenter } from '../common/data-center.js';
import { ConnectionService } from '../token/connection.service.js';
import type { ClientCredentials } from '../token/credentials.js';
import { type CallbackQuery, dataCenterOf } from './callback-query.js';
import { ConsentDeniedError, ConsentFailedError, StateInvalidError } from './consent.errors.js';
import { ConsentStates } from './consent-states.js';
import { SetupDisabledError } from './oauth.errors.js';
import { type SetupAttempt, SetupAttempts } from './setup-attempt.js';
import { SetupGuide } from './setup-guide.js';
import type { SetupReport } from './setup-report.js';
import { SetupReports } from './setup-reports.js';

/** Consent by redirect, for server-based Zoho clients: a Self Client has no redirect address and uses grant tokens. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly states: ConsentStates,
    private readonly connections: ConnectionService,
    private readonly guide: SetupGuide,
    private readonly reports: SetupReports,
    private readonly attempts: SetupAttempts,
    private readonly config: AppConfig,
  ) {}

  /**
   * The address at which the person consents. `prompt=consent` makes Zoho give a refresh token again to somebody who
   * consented before (zoho.com/accounts, "Authorization request").
   *
   * @returns undefined when too many consents are pending
   * @throws DataCenterUnknownError
   */
  async begin(
    credentials: ClientCredentials,
    { dataCenter, portal }: { dataCenter: DataCenter; portal: string | undefined },
  ): Promise<string | undefined> {
    const { accountsUrl } = this.guide.hostsOf(dataCenter);
    const { redirectUri } = this.config;
    const state = await this.states.begin({ ...credentials, dataCenter, portal, redirectUri });
    if (state === undefined) return undefined;

    const query = new URLSearchParams({
      response_type: 'code',
      client_id: credentials.clientId,
      scope: this.guide.scopes,
      redirect_uri: redirectUri,
      access_type: 'offline',
      prompt: 'consent',
      state,
    });
    return `${accountsUrl}/oauth/v2/auth?${query.toString()}`;
  }

  /**
   * Ends a consent with what Zoho's redirect says. The state is used up first, whatever follows.
   *
   * @throws SetupDisabledError, StateInvalidError, ConsentDeniedError, ConsentFailedError, AccountsServerUnknownError,
   *   and what `ConnectionService.exchange` throws
   */
  finish(query: CallbackQuery): Promise<SetupReport> {
    const attempt = { dataCenter: this.config.dataCenter };
    return this.attempts.run(attempt, () => this.exchange(query, attempt));
  }

  private async exchange(query: CallbackQuery, attempt: SetupAttempt): Promise<SetupReport> {
    if (!this.config.setupMode) throw new SetupDisabledError();
    if (query.state === undefined) throw new StateInvalidError();
    const { clientId, clientSecret, dataCenter, portal, redirectUri } = await this.states.take(query.state);
    attempt.dataCenter = dataCenter;

    if (query.error === 'access_denied') throw new ConsentDeniedError();
    if (query.error !== undefined || query.code === undefined) throw new ConsentFailedError();

    const connection = await this.connections.exchange(
      { clientId, clientSecret },
      { code: query.code, dataCenter: dataCenterOf(query, this.config) ?? dataCenter, redirectUri, portal },
    );
    return this.reports.ready(connection, connection.portal ?? this.config.portal, 'Set-up is complete.');
  }
}
