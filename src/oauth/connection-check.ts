import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app.error.js';
import { AppConfig } from '../config/app-config.js';
import type { Connection } from '../token/connection.js';
import { ConnectionProbe } from './connection-probe.js';
import { missingScopes } from './missing-scopes.js';
import type { ValidationReport } from './setup-report.js';

/** Proves a stored connection by one real call and says in words what came of it. */
@Injectable()
export class ConnectionCheck {
  constructor(
    private readonly probe: ConnectionProbe,
    private readonly config: AppConfig,
  ) {}

  /** @throws AppError when the call gave no verdict: throttled, unreachable, or a person has to authorize again */
  async run(connection: Connection, portal: string | undefined): Promise<ValidationReport> {
    const checked = {
      status: connection.state,
      portal: portal ?? null,
      checkedScopes: this.config.scopes,
      missingScopes: missingScopes(this.config.scopes, connection.scopes),
    };
    try {
      const technician = await this.probe.probe(connection, portal);
      return {
        ok: true,
        ...checked,
        ...(technician ? { technician } : {}),
        message: `The connection works: ServiceDesk Plus answered.${missingSentence(checked.missingScopes)}`,
      };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable || error.guidance) throw error;
      const { code, message, resolution } = error;
      return { ok: false, ...checked, message, code, resolution };
    }
  }
}

function missingSentence(missing: readonly string[]): string {
  return missing.length > 0 ? ` These scopes were not granted: ${missing.join(', ')}.` : '';
}
