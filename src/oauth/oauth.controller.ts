import { Body, Controller, Delete, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import type { Caller } from './caller.js';
import { FromCaller } from './from-caller.decorator.js';
import { GrantSetupBody } from './grant-setup.dto.js';
import { NoStoreInterceptor } from './no-store.interceptor.js';
import type { SetupReport, ValidationReport } from './setup-report.js';
import { SetupService } from './setup.service.js';

/** Set-up and care of the caller's own connection, for people, scripts and the set-up page. */
@Controller('oauth')
@UseInterceptors(NoStoreInterceptor, BusyInterceptor)
export class OAuthController {
  constructor(private readonly setup: SetupService) {}

  @Get('initialize')
  initialize(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.initialize(caller);
  }

  @Post('setup')
  @HttpCode(200)
  complete(@FromCaller() caller: Caller, @Body() grant: GrantSetupBody): Promise<SetupReport> {
    return this.setup.complete(caller, grant);
  }

  @Get('status')
  status(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.status(caller);
  }

  @Post('validate')
  @HttpCode(200)
  validate(@FromCaller() caller: Caller): Promise<ValidationReport> {
    return this.setup.validate(caller);
  }

  @Post('refresh')
  @HttpCode(200)
  refresh(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.refresh(caller);
  }

  @Delete('connection')
  disconnect(@FromCaller() caller: Caller): Promise<{ disconnected: true; revoked: boolean }> {
    return this.setup.disconnect(caller);
  }
}
