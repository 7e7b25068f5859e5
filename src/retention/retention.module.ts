import { Module } from '@nestjs/common';
import { TokenModule } from '../token/token.module.js';
import { RetentionJob } from './retention.job.js';

/** Old rows go by themselves. */
@Module({
  imports: [TokenModule],
  providers: [RetentionJob],
})
export class RetentionModule {}
