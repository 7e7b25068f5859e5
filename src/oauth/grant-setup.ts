import { Injectable } from '@nestjs/common';
import type { DataCenter } from '../common/data-center.js';
import { AppError } from '../common/errors/app.error.js';
import { AppConfig } from '../config/app-config.js';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import type { ClientCredentials } from '../token/credentials.js';
import { GrantTokenInvalidError, ScopeInvalidError } from '../token/token.errors.js';
import type { Caller } from './caller.js';
import { CallerVerifier } from './caller-verifier.js';
import { readGrantToken } from './grant-token-text.js';
import { DataCenterMismatchError, GrantTokenUnreadableError, SetupDisabledError } from './oauth.errors.js';
import { type SetupAttempt, SetupAttempts } from './setup-attempt.js';
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

/** The remedy is a new grant token, so the steps to one go with the error. */
const NEED_ANOTHER_TOKEN = [GrantTokenUnreadableError, GrantTokenInvalidError, ScopeInvalidError];

/** Makes or renews a caller's connection with a grant token. */
@Injectable()
export class GrantSetup {
  constructor(
    private readonly connections: ConnectionService,
    private readonly callers: CallerVerifier,
    private readonly guide: SetupGuide,
    private readonly attempts: SetupAttempts,
    private readonly config: AppConfig,
  ) {}

  /**
   * The data center comes from the input, then the header, then the connection that is replaced, then the server's
   * settings. Without a portal, the one of before stays.
   *
   * @throws SetupDisabledError, GrantTokenUnreadableError, DataCenterMismatchError, DataCenterUnknownError, what
   *   `CallerVerifier.credentialsOf` and what `ConnectionService.exchange` throw
   */
  complete(caller: Caller, input: GrantInput): Promise<Connection> {
    const attempt = { dataCenter: input.dataCenter ?? caller.dataCenter ?? this.config.dataCenter };
    return this.attempts.run(attempt, () => this.exchange(caller, input, attempt));
  }

  private async exchange(caller: Caller, input: GrantInput, attempt: SetupAttempt): Promise<Connection> {
    if (!this.config.setupMode) throw new SetupDisabledError();
    const credentials = this.callers.credentialsOf(caller);
    if (input.dataCenter && caller.dataCenter && input.dataCenter !== caller.dataCenter) {
      throw new DataCenterMismatchError(caller.dataCenter, { value: input.dataCenter, where: 'input' });
    }
    const replaced = await this.storedFor(credentials);
    // The connection's data center counts even when its secret was renewed: it decides only where the code is taken to.
    const home = replaced?.dataCenter ?? (await this.connections.dataCenterOf(credentials.clientId));
    const dataCenter = input.dataCenter ?? caller.dataCenter ?? home ?? this.config.dataCenter;
    attempt.dataCenter = dataCenter;
    const portal = input.portal ?? caller.portal;
    this.guide.hostsOf(dataCenter);

    try {
      return await this.connections.exchange(credentials, {
        code: readGrantToken(input.code, credentials),
        dataCenter,
        portal,
        redirectUri: input.redirectUri,
      });
    } catch (error) {
      if (!NEED_ANOTHER_TOKEN.some((kind) => error instanceof kind)) throw error;
      const wishes = { dataCenter: input.dataCenter ?? caller.dataCenter, portal };
      const guidance = this.guide.toConnect(replaced?.state ?? 'setup_required', wishes, replaced?.dataCenter);
      throw Object.assign(error as AppError, { guidance });
    }
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
