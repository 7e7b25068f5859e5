import { Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import type { Connection } from '../token/connection.js';
import { ClientsQuery } from './admin-queries.dto.js';
import { ClientCare } from './client-care.js';
import { ClientDirectory } from './client-directory.js';
import { ChangedClientSchema, ClientsSchema, RemovedClientSchema } from './admin.openapi.js';
import { Describe } from '../http/describe.js';

/** Connections of all people. */
@Controller('admin/clients')
@UseInterceptors(NoStoreInterceptor)
export class ClientsController {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly care: ClientCare,
  ) {}

  @Get()
  @Describe({
    summary: 'Connections of all people, by id',
    caller: 'admin',
    answer: ClientsSchema,
    errors: [400, 401, 429, 503],
  })
  async list(@Query() query: ClientsQuery): Promise<{ clients: Connection[]; next: string | null }> {
    const { state, id: idPrefix, clientId, portal, after, limit } = query;
    const clients = await this.directory.page({ state, idPrefix, clientId, portal, after }, limit);
    return { clients, next: clients.length === limit ? (clients.at(-1)?.id ?? null) : null };
  }

  @Post(':id/refresh')
  @HttpCode(200)
  @Describe({
    summary: 'Renew an access token now; a dead connection is tried as well',
    caller: 'admin',
    answer: ChangedClientSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async refresh(@Param('id') id: string): Promise<{ client: Connection }> {
    return { client: await this.care.refresh(id) };
  }

  @Post(':id/reset')
  @HttpCode(200)
  @Describe({
    summary: 'Forget the failures of a connection',
    caller: 'admin',
    answer: ChangedClientSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async reset(@Param('id') id: string): Promise<{ client: Connection }> {
    return { client: await this.care.reset(id) };
  }

  @Delete(':id')
  @Describe({
    summary: 'Revoke a grant at Zoho, as far as Zoho answers, and delete the connection',
    caller: 'admin',
    answer: RemovedClientSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async remove(@Param('id') id: string): Promise<{ removed: true; revoked: boolean }> {
    const { revoked } = await this.care.remove(id);
    return { removed: true, revoked };
  }
}
