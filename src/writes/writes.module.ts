import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { SdpApiModule } from '../sdp-api/sdp-api.module.js';
import { ConnectionService } from '../token/connection.service.js';
import { TokenCipher } from '../token/token-cipher.js';
import { TokenModule } from '../token/token.module.js';
import { DeferredAttempt } from './deferred-attempt.js';
import { DeferredCare } from './deferred-care.js';
import { DeferredContent } from './deferred-content.js';
import { DeferredQueue } from './deferred-queue.js';
import { DeferredWrite } from './deferred-write.entity.js';
import { DeferredWrites } from './deferred-writes.js';
import { WriteIntent } from './write-intent.entity.js';
import { WriteIntents } from './write-intents.js';

/**
 * Writes that are remembered: those with a caller's key, and those to be sent later. The job that sends them is made
 * where the kinds of writes are known, which is beside the tools.
 */
@Module({
  imports: [TokenModule, SdpApiModule, TypeOrmModule.forFeature([WriteIntent, DeferredWrite])],
  providers: [
    DeferredCare,
    DeferredQueue,
    DeferredWrites,
    WriteIntents,
    {
      provide: DeferredContent,
      inject: [TokenCipher],
      useFactory: (cipher: TokenCipher) => new DeferredContent(cipher),
    },
    {
      provide: DeferredAttempt,
      inject: [DeferredQueue, DeferredContent, ConnectionService, SdpApiFactory, ServerEvents, Clock],
      useFactory: (...parts: ConstructorParameters<typeof DeferredAttempt>) => new DeferredAttempt(...parts),
    },
  ],
  exports: [DeferredAttempt, DeferredCare, DeferredQueue, DeferredWrites, WriteIntents],
})
export class WritesModule {}
