import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { SdpApiModule } from '../sdp-api/sdp-api.module.js';
import { TokenModule } from '../token/token.module.js';
import { CallbackController } from './callback.controller.js';
import { CallerVerifier } from './caller-verifier.js';
import { ConnectionCheck } from './connection-check.js';
import { ConnectionProbe } from './connection-probe.js';
import { ConsentService } from './consent.service.js';
import { ConsentStates } from './consent-states.js';
import { GrantSetup } from './grant-setup.js';
import { OAuthController } from './oauth.controller.js';
import { OAuthState } from './oauth-state.entity.js';
import { SdpConnectionProbe } from './sdp-connection-probe.js';
import { SetupAttempts } from './setup-attempt.js';
import { SetupGuide } from './setup-guide.js';
import { SetupReports } from './setup-reports.js';
import { VendorStates } from './vendor-states.js';
import { SetupService } from './setup.service.js';

/** Longest time a validation may take; the SDP API has its own, shorter deadlines per call. */
const PROBE_DEADLINE_MS = 30_000;

@Module({
  imports: [TokenModule, SdpApiModule, TypeOrmModule.forFeature([OAuthState])],
  controllers: [OAuthController, CallbackController],
  providers: [
    SetupService,
    CallerVerifier,
    GrantSetup,
    ConsentService,
    ConsentStates,
    ConnectionCheck,
    SetupAttempts,
    SetupGuide,
    SetupReports,
    VendorStates,
    {
      provide: ConnectionProbe,
      inject: [SdpApiFactory],
      useFactory: (sdp: SdpApiFactory): ConnectionProbe =>
        new SdpConnectionProbe((connection) => sdp.for(connection, { signal: AbortSignal.timeout(PROBE_DEADLINE_MS) })),
    },
  ],
  exports: [SetupGuide, SetupService],
})
export class OAuthModule {}
