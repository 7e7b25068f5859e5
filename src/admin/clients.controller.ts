import { Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { AppError } from '../common/errors/app.error.js';
import { ServerEvents } from '../common/events/server-events.js';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import { TokenService } from '../token/token.service.js';
import { ClientsQuery } from './admin-queries.dto.js';
import { ClientDirectory } from './client-directory.js';

/** Connections of all people. */
@Controller('admin/clients')
@UseInterceptors(NoStoreInterceptor)
export class ClientsController {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly connections: ConnectionService,
    private readonly tokens: TokenService,
    private readonly events: ServerEvents,
  ) {}

  @Get()
  async list(@Query() query: ClientsQuery): Promise<{ clients: Connection[]; next: string | null }> {
    const { state, id: idPrefix, after, limit } = query;
    const clients = await this.directory.page({ state, idPrefix, after }, limit);
    return { clients, next: clients.length === limit ? (clients.at(-1)?.id ?? null) : null };
  }

  /** A new access token now; a dead connection is tried as well. */
  @Post(':id/refresh')
  @HttpCode(200)
  async refresh(@Param('id') id: string): Promise<{ client: Connection }> {
    await this.directory.get(id);
    try {
      await this.tokens.refreshNow(id);
    } catch (error) {
      if (error instanceof AppError) this.tell(id, error.code);
      throw error;
    }
    this.tell(id, 'ok');
    return { client: await this.directory.get(id) };
  }

  /** Revokes at Zoho, as far as Zoho answers, and deletes. The person has to set up again. */
  @Delete(':id')
  async remove(@Param('id') id: string): Promise<{ removed: true; revoked: boolean }> {
    await this.directory.get(id);
    const { revoked } = await this.connections.disconnect(id, 'admin');
    return { removed: true, revoked };
  }

  private tell(connectionId: string, outcome: string): void {
    this.events.emit({ type: 'admin_refreshed', connectionId, outcome });
  }
}
