import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataCenter } from '../../../src/common/data-center.js';
import { type Clock, SystemClock } from '../../../src/common/time/clock.js';
import { applyFault, type Fault, FaultSwitch, type RequestSeen } from '../common/faults.js';
import { type LoopbackServer, startLoopbackServer } from '../common/loopback-server.js';
import { type AccountsRequest, readAccountsRequest, sendAccountsAnswer } from './accounts-exchange.js';
import { answerToken, isConsole, route, TOKEN_PATH } from './accounts-routes.js';
import type { AccountsSettings } from './accounts-settings.js';
import { type AccountsState, createAccountsState } from './accounts-state.js';
import { revoke } from './client-changes.js';
import { generateCode, type GrantTokenOptions } from './api-console.js';
import type { ClientOptions, SimulatedClient } from './client-registry.js';
import { type Grant, tailOf } from './grant-meter.js';
import type { Authorization } from './token-store.js';

/** What a fault's predicate sees. */
export interface AccountsRequestSeen extends RequestSeen {
  readonly grantType: string | undefined;
  readonly clientId: string | undefined;
}

export interface ZohoAccountsOptions {
  readonly clock?: Clock;
  readonly dataCenter?: DataCenter;
  /** 0, the default, is any free one. */
  readonly port?: number;
}

/** Names a client; its secret does not matter to these. */
type ClientRef = Pick<SimulatedClient, 'clientId'>;

interface Counted {
  readonly fault: Fault | undefined;
  readonly outcome: string;
  /** Refresh token that was issued. */
  readonly issued?: string | undefined;
}

/**
 * A stand-in for the Zoho Accounts server of one data center: a real HTTP server on 127.0.0.1 that keeps the rules of
 * reference A.3 to A.8 and E.1. Its methods are what people do in Zoho's console and account pages.
 */
export class ZohoAccountsSimulator {
  /** Rules on which the reference is in conflict, and the person on the consent page. */
  readonly settings: AccountsSettings;
  readonly faults = new FaultSwitch<AccountsRequestSeen>();
  private readonly grants: Grant[] = [];
  private server!: LoopbackServer;

  private constructor(private readonly state: AccountsState) {
    this.settings = state.settings;
  }

  static async start(options: ZohoAccountsOptions = {}): Promise<ZohoAccountsSimulator> {
    const { clock = new SystemClock(), dataCenter = 'us', port = 0 } = options;
    const simulator = new ZohoAccountsSimulator(createAccountsState(clock, dataCenter));
    simulator.server = await startLoopbackServer((req, res) => simulator.answer(req, res), port);
    simulator.announce({ [dataCenter]: simulator.url });
    return simulator;
  }

  get url(): string {
    return this.server.url;
  }

  get dataCenter(): DataCenter {
    return this.state.dataCenter;
  }

  /** Where a person generates codes by hand. */
  get consoleUrl(): string {
    return `${this.url}/console`;
  }

  /** Every request that arrived at the token endpoint, in order. */
  get meter(): readonly Grant[] {
    return this.grants;
  }

  /** Those of the meter that presented or issued this refresh token. */
  grantsPer(refreshToken: string): Grant[] {
    return this.grants.filter(({ refreshTokenTail }) => refreshTokenTail === tailOf(refreshToken));
  }

  /** Every secret, code and token made here so far. */
  get secrets(): readonly string[] {
    return this.state.mint.issued;
  }

  /** Sets what `/oauth/serverinfo` tells of the data centers. */
  announce(locations: Partial<Record<DataCenter, string>>): void {
    this.state.locations = locations;
  }

  /** "Add Client" in the console. */
  registerClient(options: ClientOptions = {}): SimulatedClient {
    const { clientId, clientSecret } = this.state.clients.register(options);
    return { clientId, clientSecret };
  }

  /** The old secret stops at once; tokens live on. */
  rotateSecret(client: ClientRef): SimulatedClient {
    const { clientId, clientSecret } = this.state.clients.rotateSecret(client.clientId);
    return { clientId, clientSecret };
  }

  deleteClient(client: ClientRef): void {
    this.state.clients.delete(client.clientId);
  }

  /** "Generate Code" in the console. @throws SimulatorError where the console would refuse. */
  mintGrantToken(client: ClientRef, options?: GrantTokenOptions): string {
    return generateCode(this.state, client.clientId, options);
  }

  /** A refresh token as if its code had been exchanged earlier, for scenes that begin with thousands of people. */
  issueRefreshToken({ clientId }: ClientRef, scopes: readonly string[]): string {
    const { user } = this.state.clients.get(clientId);
    return this.state.tokens.createRefreshToken({ clientId, user, scopes }).value;
  }

  /** Who a live access token speaks for; undefined for any other. This is what ServiceDesk Plus asks. */
  introspect(accessToken: string): Authorization | undefined {
    const token = this.state.tokens.findAccessToken(accessToken);
    return token && { user: token.user, scopes: token.scopes, clientId: token.clientId };
  }

  /** Live tokens of a client, oldest first. */
  liveTokens(client: ClientRef): { readonly refreshTokens: string[]; readonly accessTokens: string[] } {
    const { tokens } = this.state;
    return {
      refreshTokens: tokens.liveRefreshTokens(client.clientId).map(({ value }) => value),
      accessTokens: tokens.liveAccessTokens(client.clientId).map(({ value }) => value),
    };
  }

  /** One refresh token, or all of a client as when its user removes it under Connected Apps (reference A.7). */
  revokeRefreshToken(which: string | ClientRef): void {
    const { tokens } = this.state;
    const found =
      typeof which === 'string' ? [tokens.findRefreshToken(which)] : tokens.liveRefreshTokens(which.clientId);
    for (const token of found) if (token) revoke(this.state, token);
  }

  /** Ends the access tokens of a client, or all, before their time; whoever holds them is not told. */
  expireAccessTokens(client?: ClientRef): void {
    for (const token of this.state.tokens.liveAccessTokens(client?.clientId))
      this.state.tokens.revokeAccessToken(token);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = await readAccountsRequest(req);
    if (isConsole(request)) return sendAccountsAnswer(res, route(this.state, request));

    const { method, path, params } = request;
    const fault = this.faults.take({
      method,
      path,
      grantType: params.get('grant_type'),
      clientId: params.get('client_id'),
    });
    const isGrant = method === 'POST' && path === TOKEN_PATH;
    if ((await applyFault(fault, req, res)) === 'answered') {
      if (isGrant) this.count(request, { fault, outcome: 'unanswered' });
      return;
    }
    if (!isGrant) return sendAccountsAnswer(res, route(this.state, request));

    const { answer, outcome, issued } = answerToken(this.state, request);
    this.count(request, { fault, outcome, issued: issued?.refreshToken });
    sendAccountsAnswer(res, answer);
  }

  private count(request: AccountsRequest, { fault, outcome, issued }: Counted): void {
    const { params, secretInUrl } = request;
    const refreshToken = params.get('refresh_token') ?? issued;
    this.grants.push({
      at: this.state.clock.now(),
      grantType: params.get('grant_type') ?? '',
      clientId: params.get('client_id') ?? '',
      outcome,
      ...(refreshToken === undefined ? {} : { refreshTokenTail: tailOf(refreshToken) }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      secretInUrl,
    });
  }
}
