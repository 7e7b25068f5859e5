import { Body, Controller, Delete, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import type { Caller } from './caller.js';
import { FromCaller } from './from-caller.decorator.js';
import { GrantSetupBody } from './grant-setup.dto.js';
import { NoStoreInterceptor } from './no-store.interceptor.js';
import type { SetupReport, ValidationReport } from './setup-report.js';
import { SetupService } from './setup.service.js';
import { DisconnectedSchema, SetupReportSchema, ValidationReportSchema } from './oauth.openapi.js';
import { Describe } from '../http/describe.js';

/** Set-up and care of the caller's own connection, for people, scripts and the set-up page. */
@Controller('oauth')
@UseInterceptors(NoStoreInterceptor, BusyInterceptor)
export class OAuthController {
  constructor(private readonly setup: SetupService) {}

  @Get('initialize')
  @Describe({
    summary: 'What is left to do until the connection stands',
    caller: 'person',
    answer: SetupReportSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  initialize(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.initialize(caller);
  }

  @Post('setup')
  @HttpCode(200)
  @Describe({
    summary: 'Exchange a grant token and store the connection',
    caller: 'person',
    answer: SetupReportSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  complete(@FromCaller() caller: Caller, @Body() grant: GrantSetupBody): Promise<SetupReport> {
    return this.setup.complete(caller, grant);
  }

  @Get('status')
  @Describe({
    summary: 'How the own connection stands',
    caller: 'person',
    answer: SetupReportSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  status(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.status(caller);
  }

  @Post('validate')
  @HttpCode(200)
  @Describe({
    summary: 'Prove the connection by one call to ServiceDesk Plus',
    caller: 'person',
    answer: ValidationReportSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  validate(@FromCaller() caller: Caller): Promise<ValidationReport> {
    return this.setup.validate(caller);
  }

  @Post('refresh')
  @HttpCode(200)
  @Describe({
    summary: 'Renew the access token now',
    caller: 'person',
    answer: SetupReportSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  refresh(@FromCaller() caller: Caller): Promise<SetupReport> {
    return this.setup.refresh(caller);
  }

  @Delete('connection')
  @Describe({
    summary: 'Revoke the grant at Zoho and delete the connection',
    caller: 'person',
    answer: DisconnectedSchema,
    errors: [400, 401, 403, 409, 429, 503],
  })
  disconnect(@FromCaller() caller: Caller): Promise<{ disconnected: true; revoked: boolean }> {
    return this.setup.disconnect(caller);
  }
}
