import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Connection } from '../token/connection.js';
import type { Caller } from './caller.js';
import { SetupGuide } from './setup-guide.js';
import { type ConnectionView, connectionView, type SetupReport } from './setup-report.js';
import { troubleSentences, VendorStates } from './vendor-states.js';

/** Turns what is stored into what its owner is told. */
@Injectable()
export class SetupReports {
  constructor(
    private readonly guide: SetupGuide,
    private readonly vendors: VendorStates,
    private readonly config: AppConfig,
  ) {}

  /** @param done what has just happened; empty for a plain status */
  ready(connection: Connection, portal: string | undefined, done = ''): SetupReport {
    const view = connectionView(connection, portal, this.config.scopes);
    const vendors = this.vendors.of(connection.dataCenter);
    return {
      status: 'ready',
      needsSetup: false,
      message: [done, ...readySentences(view), ...troubleSentences(vendors)]
        .filter((sentence) => sentence !== '')
        .join(' '),
      scopes: this.guide.scopes,
      connection: view,
      vendors,
    };
  }

  /** What is left to do, for a caller without a connection or with a dead one. @throws DataCenterUnknownError */
  toDo(caller: Caller, connection: Connection | undefined, portal: string | undefined): SetupReport {
    const status = connection ? 'reauth_required' : 'setup_required';
    const dataCenter = caller.dataCenter ?? connection?.dataCenter ?? this.config.dataCenter;
    return {
      ...this.guide.toConnect(status, caller, connection?.dataCenter),
      message: connection
        ? 'Zoho does not accept the stored refresh token any more. A new grant token is needed; nothing else changes.'
        : 'No connection to ServiceDesk Plus is stored for this Client ID. A grant token is needed once.',
      consoleUrl: this.guide.hostsOf(dataCenter).consoleUrl,
      scopes: this.guide.scopes,
      vendors: this.vendors.of(dataCenter),
      ...(connection ? { connection: connectionView(connection, portal, this.config.scopes) } : {}),
    };
  }
}

function readySentences({
  dataCenter,
  portal,
  missingScopes,
  lastFailureAt,
  consecutiveFailures,
}: ConnectionView): string[] {
  const where = portal === null ? 'the default portal of the account' : `portal ${portal}`;
  return [
    `Connected to ServiceDesk Plus: data center ${dataCenter}, ${where}.`,
    consecutiveFailures > 0 && lastFailureAt !== null
      ? `The last ${consecutiveFailures === 1 ? 'refresh' : `${consecutiveFailures} refreshes`} of the access token failed, most recently at ${lastFailureAt}; the server goes on trying.`
      : '',
    missingScopes.length > 0
      ? `These scopes were asked for and not granted: ${missingScopes.join(', ')}. Tools that need them fail until a grant token with the whole scope string is handed over.`
      : '',
  ];
}
