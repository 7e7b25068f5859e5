import { Module } from '@nestjs/common';
import { OAuthModule } from '../oauth/oauth.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { FirstCheck } from './first-check.js';
import { SetupFormsController } from './setup-forms.controller.js';
import { SetupPageController } from './setup-page.controller.js';
import { SetupSession } from './setup-session.js';
import { SetupVisits } from './setup-visit.js';

/** The page at `/`, on which a person connects and sees their own connection. */
@Module({
  imports: [OAuthModule, PagesModule],
  controllers: [SetupPageController, SetupFormsController],
  providers: [SetupSession, SetupVisits, FirstCheck],
})
export class SetupPageModule {}
