import { SimulatorError } from '../common/simulator.error.js';
import type { SecretMint } from './secret-mint.js';

export interface SimulatedClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ClientOptions {
  /** Given to register one client in several data centers; made up otherwise. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** `self` (default) has no redirect address; `server` has (reference A.2). */
  readonly kind?: 'self' | 'server';
  readonly redirectUris?: readonly string[];
  /** Mail address of the person who made it and acts through it. */
  readonly user?: string;
}

export interface RegisteredClient extends SimulatedClient {
  readonly kind: 'self' | 'server';
  readonly redirectUris: readonly string[];
  readonly user: string;
}

/**
 * The clients of one data center. Those of another are unknown here (reference A.1), unless they were registered in
 * both under the same id, which stands for multi-DC switched on (reference A.3).
 */
export class ClientRegistry {
  private readonly clients = new Map<string, RegisteredClient>();

  constructor(private readonly mint: SecretMint) {}

  register({ clientId, clientSecret, kind = 'self', redirectUris = [], user }: ClientOptions): RegisteredClient {
    const client: RegisteredClient = {
      clientId: clientId ?? this.mint.clientId(),
      clientSecret: clientSecret ?? this.mint.clientSecret(),
      kind,
      redirectUris,
      user: user ?? 'technician@example.com',
    };
    this.clients.set(client.clientId, client);
    return client;
  }

  find(clientId: string): RegisteredClient | undefined {
    return this.clients.get(clientId);
  }

  /** @throws SimulatorError when a test names a client that is not registered here. */
  get(clientId: string): RegisteredClient {
    const client = this.clients.get(clientId);
    if (!client) throw new SimulatorError(`No client ${clientId} is registered in this data center`);
    return client;
  }

  list(): RegisteredClient[] {
    return [...this.clients.values()];
  }

  rotateSecret(clientId: string): RegisteredClient {
    const client = { ...this.get(clientId), clientSecret: this.mint.clientSecret() };
    this.clients.set(clientId, client);
    return client;
  }

  delete(clientId: string): void {
    this.get(clientId);
    this.clients.delete(clientId);
  }
}
