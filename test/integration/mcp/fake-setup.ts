import type { AppError, Guidance } from '../../../src/common/errors/app.error.js';
import type { ToolDispatcherParts } from '../../../src/mcp/tool-dispatcher.js';
import type { Caller } from '../../../src/oauth/caller.js';
import { CredentialsMissingError, SetupRequiredError } from '../../../src/oauth/oauth.errors.js';
import type { Connection } from '../../../src/token/connection.js';
import type { ClientCredentials } from '../../../src/token/credentials.js';

const guidance: Guidance = {
  status: 'setup_required',
  needsSetup: true,
  setupUrl: 'http://localhost/',
  steps: ['Open the console.', 'Paste the code.'],
};

/** Stands for the set-up: credentials are good when the secret is `<client id>-secret`, and set up unless told. */
export class FakeSetup implements NonNullable<ToolDispatcherParts['setup']> {
  /** Client ids for which nothing is stored. */
  readonly withoutTokens = new Set<string>();
  /** Thrown by every `connect`. */
  failure: AppError | Error | undefined;
  /** Callers that wait to be connected since `hold`. */
  held = 0;
  private gate: Promise<void> | undefined;
  private open: () => void = () => undefined;

  /** Lets nobody prove a connection until `release`. */
  hold(): void {
    this.gate = new Promise((resolve) => (this.open = resolve));
  }

  release(): void {
    this.gate = undefined;
    this.open();
  }

  async connect({ credentials, portal }: Caller): ReturnType<ToolDispatcherParts['setup']['connect']> {
    this.held += this.gate ? 1 : 0;
    await this.gate;
    if (this.failure) throw this.failure;
    if (credentials.kind !== 'present') throw new CredentialsMissingError([], guidance);
    const connection = this.stored(credentials.value);
    if (!connection) throw new SetupRequiredError(guidance);
    return { connection, portal };
  }

  private stored({ clientId, clientSecret }: ClientCredentials): Connection | undefined {
    if (clientSecret !== secretOf(clientId) || this.withoutTokens.has(clientId)) return undefined;
    const scopes = this.scopes.get(clientId) ?? [];
    return { id: clientId, dataCenter: 'us', state: 'ready', scopes } as unknown as Connection;
  }

  /** Scopes of a client id's grant; Zoho told none unless they are here. */
  readonly scopes = new Map<string, readonly string[]>();

  async peek({ credentials }: Pick<Caller, 'credentials'>): ReturnType<ToolDispatcherParts['setup']['peek']> {
    return credentials.kind === 'present' ? this.stored(credentials.value) : undefined;
  }

  explain<E>(error: E): E {
    return error;
  }

  async complete({ credentials }: Caller): ReturnType<ToolDispatcherParts['setup']['complete']> {
    if (credentials.kind !== 'present') throw new CredentialsMissingError([], guidance);
    this.withoutTokens.delete(credentials.value.clientId);
    return { status: 'ready', needsSetup: false, message: 'Ready.', scopes: '' };
  }

  async status(): ReturnType<ToolDispatcherParts['setup']['status']> {
    return { status: 'ready', needsSetup: false, message: 'Ready.', scopes: '' };
  }

  async validate(): ReturnType<ToolDispatcherParts['setup']['validate']> {
    throw new Error('not part of these tests');
  }
}

/** A Client ID that looks like one of Zoho. */
export function clientId(name: string): string {
  return `1000.${name.toUpperCase().padEnd(30, 'X')}`;
}

export function secretOf(id: string): string {
  return `${id.slice(5, 25)}0123456789`.toLowerCase();
}

export function headersFor(name: string): Record<string, string> {
  return { 'X-SDP-Client-Id': clientId(name), 'X-SDP-Client-Secret': secretOf(clientId(name)) };
}
