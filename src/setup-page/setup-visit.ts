import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { DataCenterMismatchError, SetupDisabledError } from '../oauth/oauth.errors.js';
import { SetupService, type SetupReport } from '../oauth/setup.service.js';
import { callerOf, type Visitor } from './visitor.js';

/** What a visitor may see of their set-up. */
export interface Visit {
  readonly visitor: Visitor;
  readonly report: SetupReport;
}

/** Looks up where a visitor's set-up stands. */
@Injectable()
export class SetupVisits {
  constructor(
    private readonly setup: SetupService,
    private readonly config: AppConfig,
  ) {}

  /**
   * The visitor comes back with the data center of what is stored: who owns a connection need not remember where it is.
   *
   * @param again with the ways to renew a connection that works
   * @throws SetupDisabledError for whom nothing is stored where set-up is closed; what `SetupService.initialize` throws
   */
  async of(visitor: Visitor, { again = false } = {}): Promise<Visit> {
    try {
      return { visitor, report: await this.report(visitor, again) };
    } catch (error) {
      if (!(error instanceof DataCenterMismatchError)) throw error;
      const report = await this.report({ ...visitor, dataCenter: undefined }, again);
      return { visitor: { ...visitor, dataCenter: report.connection?.dataCenter }, report };
    }
  }

  private async report(visitor: Visitor, again: boolean): Promise<SetupReport> {
    const caller = callerOf(visitor);
    if (this.config.setupMode) return this.setup.initialize(caller, { again });
    const report = await this.setup.status(caller);
    if (report.status === 'setup_required') throw new SetupDisabledError();
    return report;
  }
}
