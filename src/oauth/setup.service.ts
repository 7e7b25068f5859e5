import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import { ReauthorizationRequiredError } from '../token/refresh.errors.js';
import { TokenService } from '../token/token.service.js';
import type { Caller } from './caller.js';
import { CallerVerifier } from './caller-verifier.js';
import { ConnectionCheck } from './connection-check.js';
import { ConsentService } from './consent.service.js';
import { type GrantInput, GrantSetup } from './grant-setup.js';
import { SetupDisabledError, SetupRequiredError } from './oauth.errors.js';
import { SetupGuide } from './setup-guide.js';
import type { SetupReport, ValidationReport } from './setup-report.js';
import { SetupReports } from './setup-reports.js';

export type { SetupReport, ValidationReport } from './setup-report.js';

const CONSENT_STEP =
  'With a server-based Zoho client there is no grant token to copy: open the consentUrl of this answer in a browser and accept.';

/** From a request's credentials to a connection that works, and everything a person does about it. */
@Injectable()
export class SetupService {
  constructor(
    private readonly callers: CallerVerifier,
    private readonly grants: GrantSetup,
    private readonly consents: ConsentService,
    private readonly check: ConnectionCheck,
    private readonly connections: ConnectionService,
    private readonly tokens: TokenService,
    private readonly guide: SetupGuide,
    private readonly reports: SetupReports,
    private readonly config: AppConfig,
  ) {}

  /**
   * The verified connection of this caller, ready for ServiceDesk Plus. On the way of every tool call: one cached
   * look-up, nothing is written.
   *
   * @throws what `CallerVerifier.connectionOf` throws, SetupRequiredError (SetupDisabledError where set-up is closed),
   *   ReauthorizationRequiredError
   */
  async connect(caller: Caller): Promise<{ connection: Connection; portal: string | undefined }> {
    const connection = await this.storedFor(caller);
    if (connection.state === 'reauth_required') {
      const error = new ReauthorizationRequiredError(connection.reauthReason ?? 'unknown');
      throw this.guide.explain(error, caller, connection.dataCenter);
    }
    return { connection, portal: this.portalOf(caller, connection) };
  }

  /**
   * The connection that this caller proves to own, for what is only told: it asks Zoho for nothing, and is undefined
   * where the connection cannot be told or needs a person.
   */
  async peek({ credentials }: Pick<Caller, 'credentials'>): Promise<Connection | undefined> {
    if (credentials.kind !== 'present') return undefined;
    const connection = await this.connections.peek(credentials.value);
    return connection?.state === 'ready' ? connection : undefined;
  }

  /** Adds the steps for this caller to an error that asks a person for set-up, or for scopes, without saying how. */
  explain<E>(error: E, caller: Caller, connection: Connection): E {
    return this.guide.explain(error, caller, connection.dataCenter);
  }

  /**
   * Where the set-up stands and, when something is left to do, both ways of doing it.
   *
   * @param again both ways also for a connection that works, to renew it
   * @throws SetupDisabledError and what `CallerVerifier.connectionOf` throws
   */
  async initialize(caller: Caller, { again = false } = {}): Promise<SetupReport> {
    if (!this.config.setupMode) throw new SetupDisabledError();
    const connection = await this.currentOf(caller);
    const report = this.reportOn(caller, connection);
    if (!report.needsSetup && !again) return report;

    const consentUrl = await this.consents.begin(this.callers.credentialsOf(caller), {
      dataCenter: caller.dataCenter ?? connection?.dataCenter ?? this.config.dataCenter,
      portal: caller.portal,
    });
    if (consentUrl === undefined) return report;
    return { ...report, consentUrl, steps: [...(report.steps ?? []), CONSENT_STEP] };
  }

  /** Exchanges a grant token and stores what Zoho gives for it. @throws what `GrantSetup.complete` throws */
  async complete(caller: Caller, input: GrantInput): Promise<SetupReport> {
    const connection = await this.grants.complete(caller, input);
    return this.reports.ready(connection, this.portalOf(caller, connection), 'Set-up is complete.');
  }

  /** What is stored for this caller, without asking Zoho or ServiceDesk Plus. */
  async status(caller: Caller): Promise<SetupReport> {
    return this.reportOn(caller, await this.currentOf(caller));
  }

  /** One real call to ServiceDesk Plus. @throws what `connect` throws, and failures of the call that are no verdict */
  async validate(caller: Caller): Promise<ValidationReport> {
    const { connection, portal } = await this.connect(caller);
    return this.explained(caller, connection, () => this.check.run(connection, portal));
  }

  /**
   * Gets a new access token now. A dead connection is tried as well: it is well again if Zoho has changed its mind.
   *
   * @throws what `connect` and `TokenService.refreshNow` throw
   */
  async refresh(caller: Caller): Promise<SetupReport> {
    const connection = await this.storedFor(caller);
    await this.explained(caller, connection, () => this.tokens.refreshNow(connection.id));
    const renewed = await this.connections.get(connection.id);
    return this.reports.ready(renewed, this.portalOf(caller, renewed), 'The access token was renewed.');
  }

  /** Revokes at Zoho, as far as Zoho can be reached, and forgets the connection, a dead one as well. */
  async disconnect(caller: Caller): Promise<{ disconnected: true; revoked: boolean }> {
    const connection = await this.connections.authenticate(this.callers.credentialsOf(caller));
    if (!connection) throw new SetupRequiredError();
    const { revoked } = await this.connections.disconnect(connection.id);
    return { disconnected: true, revoked };
  }

  /** With its times and counts as they are now: those of a verified connection may be a minute old. */
  private async currentOf(caller: Caller): Promise<Connection | undefined> {
    const connection = await this.callers.connectionOf(caller);
    return connection && this.connections.get(connection.id);
  }

  private async storedFor(caller: Caller): Promise<Connection> {
    const connection = await this.callers.connectionOf(caller);
    if (connection) return connection;
    if (!this.config.setupMode) throw new SetupDisabledError();
    throw new SetupRequiredError(this.guide.toConnect('setup_required', caller, undefined));
  }

  private reportOn(caller: Caller, connection: Connection | undefined): SetupReport {
    const portal = connection && this.portalOf(caller, connection);
    return connection?.state === 'ready'
      ? this.reports.ready(connection, portal)
      : this.reports.toDo(caller, connection, portal);
  }

  private portalOf(caller: Caller, connection: Connection): string | undefined {
    return caller.portal ?? connection.portal ?? this.config.portal;
  }

  private async explained<T>(caller: Caller, connection: Connection, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.explain(error, caller, connection);
    }
  }
}
