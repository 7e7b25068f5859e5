import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app.error.js';
import { ServerEvents } from '../common/events/server-events.js';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import { TokenService } from '../token/token.service.js';
import { ClientDirectory } from './client-directory.js';

/** What an administrator may do with somebody's connection. Every method throws ClientNotFoundError. */
@Injectable()
export class ClientCare {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly connections: ConnectionService,
    private readonly tokens: TokenService,
    private readonly events: ServerEvents,
  ) {}

  /** A new access token now; a dead connection is tried as well. @throws as `TokenService.refreshNow` */
  async refresh(id: string): Promise<Connection> {
    await this.directory.get(id);
    try {
      await this.tokens.refreshNow(id);
    } catch (error) {
      if (error instanceof AppError) this.tell(id, error.code);
      throw error;
    }
    this.tell(id, 'ok');
    return this.directory.get(id);
  }

  /** Forgets its failures, and the limits it ran into, on every replica. */
  async reset(id: string): Promise<Connection> {
    await this.directory.get(id);
    await this.connections.reset(id);
    return this.directory.get(id);
  }

  /** Revokes at Zoho, as far as Zoho answers, and deletes. The person has to set up again. */
  async remove(id: string): Promise<{ revoked: boolean }> {
    await this.directory.get(id);
    return this.connections.disconnect(id, 'admin');
  }

  private tell(connectionId: string, outcome: string): void {
    this.events.emit({ type: 'admin_refreshed', connectionId, outcome });
  }
}
