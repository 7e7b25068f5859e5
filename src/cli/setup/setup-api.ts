import type { SetupReport, ValidationReport } from '../../oauth/setup-report.js';
import { CommandError } from '../cli.errors.js';
import { type HttpRequest, request } from '../http.js';
import { explainNetworkFailure } from '../network-failure.js';

/** The part of a failed answer that is for people; see docs/TROUBLESHOOTING.md for the codes. */
interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly resolution: string;
}

/** The server has refused, in its own words. */
export class SetupRefusedError extends CommandError {
  readonly code: string;

  constructor({ code, message, resolution }: Refusal) {
    super(`${message} ${resolution}`);
    this.code = code;
  }
}

/** The set-up of one person over the server's REST. */
export class SetupApi {
  constructor(
    private readonly base: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  withHeaders(headers: Readonly<Record<string, string>>): SetupApi {
    return new SetupApi(this.base, { ...this.headers, ...headers });
  }

  initialize(): Promise<SetupReport> {
    return this.ask('/oauth/initialize');
  }

  complete(grant: { readonly code: string }): Promise<SetupReport> {
    return this.ask('/oauth/setup', { method: 'POST', body: grant });
  }

  validate(): Promise<ValidationReport> {
    return this.ask('/oauth/validate', { method: 'POST', body: {} });
  }

  /** @throws SetupRefusedError in the server's words; CommandError when it is not there, or is another one */
  private async ask<T>(path: string, asked: HttpRequest = {}): Promise<T> {
    const answer = await request(`${this.base}${path}`, { ...asked, headers: this.headers }).catch((error: unknown) => {
      throw new CommandError(explainNetworkFailure(error, new URL(this.base).origin).message);
    });
    if (answer.status === 200 && typeof answer.body === 'object') return answer.body as T;
    const { error } = (answer.body ?? {}) as { error?: Refusal };
    if (error?.code && error.resolution && answer.status !== 404) throw new SetupRefusedError(error);
    throw new CommandError(
      `${this.base} answers, but not as a ServiceDesk Plus MCP server (HTTP ${answer.status}). Look at the address.`,
    );
  }
}
