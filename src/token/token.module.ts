import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { ReplicasModule } from '../replicas/replicas.module.js';
import { ApiSuccessRecorder } from './api-success.recorder.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { ConnectionChanges } from './connection-changes.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { ConnectionService } from './connection.service.js';
import { CredentialHasher } from './credential-hasher.js';
import { EncryptionKeyRow } from './encryption-key.entity.js';
import { loadEncryptionKeys } from './encryption-keys.js';
import { FreshTokens } from './fresh-tokens.js';
import { GrantExchange } from './grant-exchange.js';
import { GrantMeter } from './grant-meter.js';
import { KeyAdoption } from './key-adoption.js';
import { KeyCanary } from './key-canary.js';
import { KeyRing } from './key-ring.js';
import { KnownKeys } from './known-keys.js';
import { LeasedGrant } from './leased-grant.js';
import { OAuthToken } from './oauth-token.entity.js';
import { RefreshPaceRow } from './refresh-pace.entity.js';
import { RefreshPace } from './refresh-pace.js';
import { RefreshLeases } from './refresh-leases.js';
import { RefreshService } from './refresh.service.js';
import { SecretProof } from './secret-proof.js';
import { sharedConnectionChanges } from './shared-connection-changes.js';
import { TokenCipher } from './token-cipher.js';
import { TokenGrant } from './token-grant.entity.js';
import { TokenRefreshJob } from './token-refresh.job.js';
import { TokenService } from './token.service.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

/** Getting, keeping and refreshing tokens for SDP. Needs the global ConfigModule and a database. */
@Module({
  imports: [ReplicasModule, TypeOrmModule.forFeature([EncryptionKeyRow, OAuthToken, TokenGrant, RefreshPaceRow])],
  providers: [
    ApiSuccessRecorder,
    ClientAuthenticator,
    ConnectionRepository,
    ConnectionService,
    GrantExchange,
    GrantMeter,
    KeyAdoption,
    KeyCanary,
    KnownKeys,
    LeasedGrant,
    RefreshLeases,
    RefreshService,
    TokenRefreshJob,
    TokenService,
    { provide: ConnectionChanges, inject: [ReplicaBus], useFactory: sharedConnectionChanges },
    {
      provide: KeyRing,
      inject: [AppConfig, DataSource],
      useFactory: async (config: AppConfig, dataSource: DataSource) =>
        new KeyRing(await loadEncryptionKeys(config, dataSource)),
    },
    { provide: TokenCipher, inject: [KeyRing], useFactory: (ring: KeyRing) => new TokenCipher(ring) },
    { provide: CredentialHasher, inject: [KeyRing], useFactory: (ring: KeyRing) => new CredentialHasher(ring) },
    {
      provide: ConnectionSecrets,
      inject: [TokenCipher],
      useFactory: (cipher: TokenCipher) => new ConnectionSecrets(cipher),
    },
    {
      provide: ZohoAccountsClient,
      inject: [AppConfig, CircuitBreakers],
      useFactory: (config: AppConfig, breakers: CircuitBreakers) => new ZohoAccountsClient(config, breakers),
    },
    {
      provide: RefreshPace,
      inject: [getRepositoryToken(RefreshPaceRow), Clock, AppConfig],
      useFactory: (rows: Repository<RefreshPaceRow>, clock: Clock, { refreshesPerSecond }: AppConfig) =>
        new RefreshPace(rows, clock, refreshesPerSecond),
    },
    {
      provide: FreshTokens,
      inject: [ConnectionRepository, RefreshLeases, RefreshService, ConnectionSecrets, Clock],
      useFactory: (...parts: ConstructorParameters<typeof FreshTokens>) => new FreshTokens(...parts),
    },
    {
      provide: SecretProof,
      inject: [
        ConnectionRepository,
        RefreshLeases,
        LeasedGrant,
        ConnectionSecrets,
        CredentialHasher,
        ServerEvents,
        Clock,
      ],
      useFactory: (...parts: ConstructorParameters<typeof SecretProof>) => new SecretProof(...parts),
    },
  ],
  exports: [ConnectionChanges, ConnectionService, TokenService, CredentialHasher, TokenCipher],
})
export class TokenModule implements OnApplicationShutdown {
  constructor(private readonly accounts: ZohoAccountsClient) {}

  async onApplicationShutdown(): Promise<void> {
    await this.accounts.close();
  }
}
