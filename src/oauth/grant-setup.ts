import { Injectable } from '@nestjs/common';
import type { DataCenter } from '../common/data-center.js';
import { AppError } from '../common/errors/app.error.js';
import { AppConfig } from '../config/app-config.js';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import type { ClientCredentials } from '../token/credentials.js';
import type { Caller } from './caller.js';
import { CallerVerifier } from './caller-verifier.js';
import { readGrantToken } from './grant-token-text.js';
import { DataCenterMismatchError, SetupDisabledError } from './oauth.errors.js';
import { SetupGuide } from './setup-guide.js';

/** A grant token and what goes with it. */
export interface GrantInput {
  /** As pasted by a person. */
  readonly code: string;
  readonly dataCenter?: DataCenter | undefined;
  readonly portal?: string | undefined;
  /** Only where a server-based client ran its own redirect. */
  readonly redirectUri?: string | undefined;
}

/** Makes or renews a caller's connection with a grant token. */
@Injectable()
export class GrantSetup {
  constructor(
    private readonly connections: ConnectionService,
    private readonly callers: CallerVerifier,
    private readonly guide: SetupGuide,
    private readonly config: AppConfig,
  ) {}

  /**
   * Data center and portal come from the input, then the headers, then the connection that is replaced, then the
   * server's settings.
   *
   * @throws SetupDisabledError, GrantTokenUnreadableError, DataCenterMismatchError, DataCenterUnknownError, what
   *   `CallerVerifier.credentialsOf` and what `ConnectionService.exchange` throw
   */
  async complete(caller: Caller, input: GrantInput): Promise<Connection> {
    if (!this.config.setupMode) throw new SetupDisabledError();
    const credentials = this.callers.credentialsOf(caller);
    if (input.dataCenter && caller.dataCenter && input.dataCenter !== caller.dataCenter) {
      throw new DataCenterMismatchError(caller.dataCenter, { value: input.dataCenter, where: 'input' });
    }
    const code = readGrantToken(input.code, credentials);
    const replaced = await this.storedFor(credentials);
    const dataCenter = input.dataCenter ?? caller.dataCenter ?? replaced?.dataCenter ?? this.config.dataCenter;
    const portal = input.portal ?? caller.portal ?? replaced?.portal ?? undefined;
    this.guide.hostsOf(dataCenter);

    return this.connections.exchange(credentials, {
      code,
      dataCenter,
      ...(portal === undefined ? {} : { portal }),
      ...(input.redirectUri === undefined ? {} : { redirectUri: input.redirectUri }),
    });
  }

  /** A secret that differs from the stored one is no reason to stop: with the grant token, Zoho is the judge of it. */
  private async storedFor(credentials: ClientCredentials): Promise<Connection | undefined> {
    try {
      return await this.connections.authenticate(credentials);
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}
