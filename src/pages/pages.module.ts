import { Module } from '@nestjs/common';
import { PageSession } from './page-session.js';

/** What all pages share. `createApp` gives Fastify what they need: see `registerPages`. */
@Module({ providers: [PageSession], exports: [PageSession] })
export class PagesModule {}
