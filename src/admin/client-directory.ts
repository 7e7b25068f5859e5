import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Connection } from '../token/connection.js';
import { CredentialHasher } from '../token/credential-hasher.js';
import { toConnection } from '../token/connection.mapper.js';
import { OAuthToken } from '../token/oauth-token.entity.js';
import { ClientNotFoundError } from './admin.errors.js';

/** `failing` ones are ready, and their last refresh did not succeed. */
export const CLIENT_STATES = ['ready', 'reauth_required', 'failing'] as const;
export type ClientState = (typeof CLIENT_STATES)[number];

const CONDITIONS: Readonly<Record<ClientState, string>> = {
  ready: 'NOT needs_reauth',
  reauth_required: 'needs_reauth',
  failing: 'NOT needs_reauth AND consecutive_failures > 0',
};

export interface ClientFilter {
  readonly state?: ClientState | undefined;
  /** Beginning of the id; hex digits and `-` only. */
  readonly idPrefix?: string | undefined;
  /** Client ID of the person's Zoho client, all of it: nothing readable of it is stored. */
  readonly clientId?: string | undefined;
  readonly portal?: string | undefined;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
}

/** Connections as the administrator may see them: without secrets and without anybody's client id. */
@Injectable()
export class ClientDirectory {
  constructor(
    @InjectRepository(OAuthToken) private readonly rows: Repository<OAuthToken>,
    private readonly hasher: CredentialHasher,
  ) {}

  /** In the order of their ids. */
  async page({ state, idPrefix, clientId, portal, after }: ClientFilter, limit: number): Promise<Connection[]> {
    const query = this.rows.createQueryBuilder('token').orderBy('id').limit(limit);
    if (state !== undefined) query.andWhere(CONDITIONS[state]);
    if (idPrefix !== undefined) query.andWhere('starts_with(id::text, :idPrefix)', { idPrefix });
    if (clientId !== undefined) {
      query.andWhere('client_id_hash IN (:...hashes)', { hashes: this.hasher.lookups(clientId) });
    }
    if (portal !== undefined) query.andWhere('portal = :portal', { portal });
    if (after !== undefined) query.andWhere('id > :after', { after });
    return (await query.getMany()).map(toConnection);
  }

  /** @throws ClientNotFoundError, also for what is no id at all */
  async get(id: string): Promise<Connection> {
    const row = await this.rows.createQueryBuilder('token').where('id::text = :id', { id }).getOne();
    if (!row) throw new ClientNotFoundError();
    return toConnection(row);
  }
}
