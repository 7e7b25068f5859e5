import { Injectable } from '@nestjs/common';
import type { DataCenter, DataCenterHosts } from '../common/data-center.js';
import { AppError, type ConnectionState, type Guidance } from '../common/errors/app.error.js';
import { AppConfig } from '../config/app-config.js';
import type { Caller } from './caller.js';
import { credentialsSteps, grantTokenSteps, type InstructionOptions, scopeString } from './instructions.js';
import { missingScopes } from './missing-scopes.js';
import { DataCenterUnknownError } from './oauth.errors.js';

/** What of a caller the words depend on. */
type Wishes = Pick<Caller, 'dataCenter' | 'portal'>;

const CLOSED_STEP =
  'Set-up is switched off on this server. Ask its administrator to set SDP_SETUP_MODE=true, then call again.';

/** Words for what a person has to do, with the addresses of this server and of their data center. */
@Injectable()
export class SetupGuide {
  constructor(private readonly config: AppConfig) {}

  /** Web page with the steps. */
  get setupUrl(): string {
    return `${this.config.publicUrl}/`;
  }

  /** The exact string to paste as scope. */
  get scopes(): string {
    return scopeString(this.config.scopes);
  }

  /** @throws DataCenterUnknownError when this server has no addresses for it */
  hostsOf(dataCenter: DataCenter): DataCenterHosts {
    const hosts = this.config.dataCenters[dataCenter];
    if (!hosts) throw new DataCenterUnknownError(dataCenter);
    return hosts;
  }

  /**
   * How to get to a working connection.
   *
   * @param dataCenter of the stored connection or the one asked for; the header of the caller wins
   * @throws DataCenterUnknownError
   */
  toConnect(status: ConnectionState, caller: Wishes, dataCenter: DataCenter | undefined): Guidance {
    const steps = this.config.setupMode ? grantTokenSteps(this.optionsFor(caller, dataCenter)) : [CLOSED_STEP];
    return { status, needsSetup: status !== 'ready', setupUrl: this.setupUrl, steps };
  }

  /**
   * The same error with the steps for this caller, when a person has to act on it and it does not say how: what the
   * token module throws knows neither addresses nor scopes.
   */
  explain<E>(error: E, caller: Wishes, dataCenter: DataCenter | undefined): E {
    if (!(error instanceof AppError)) return error;
    if (error.missingScopes && !error.guidance) {
      return Object.assign(error, { guidance: this.toAddScopes(error.missingScopes, caller, dataCenter) });
    }
    if (!error.guidance?.needsSetup || error.guidance.steps) return error;
    return Object.assign(error, { guidance: this.toConnect(error.guidance.status, caller, dataCenter) });
  }

  /** How to get a grant that covers more: all that this server asks for, and what is missing. The present one goes on. */
  private toAddScopes(missing: readonly string[], caller: Wishes, dataCenter: DataCenter | undefined): Guidance {
    const { scopes, setupMode } = this.config;
    const options = this.optionsFor(caller, dataCenter);
    const wanted = scopeString([...scopes, ...missingScopes(missing, scopes)]);
    const steps = setupMode ? grantTokenSteps({ ...options, scopes: wanted }) : [CLOSED_STEP];
    return { status: 'ready', needsSetup: false, setupUrl: this.setupUrl, steps };
  }

  /** How to make credentials arrive. @throws DataCenterUnknownError */
  toSendCredentials(caller: Wishes, placeholders: readonly string[]): Guidance {
    return {
      status: 'setup_required',
      needsSetup: true,
      setupUrl: this.setupUrl,
      steps: credentialsSteps(this.optionsFor(caller, undefined), placeholders),
    };
  }

  private optionsFor({ dataCenter: header, portal }: Wishes, stored: DataCenter | undefined): InstructionOptions {
    const dataCenter = header ?? stored ?? this.config.dataCenter;
    return {
      publicUrl: this.config.publicUrl,
      dataCenter,
      portal,
      needsAccessKey: this.config.accessKeys.length > 0,
      hosts: this.hostsOf(dataCenter),
      scopes: this.scopes,
      dataCenterIsChosen: header !== undefined || stored !== undefined,
    };
  }
}
