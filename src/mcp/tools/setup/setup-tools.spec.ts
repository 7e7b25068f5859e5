import { describe, expect, it } from '@jest/globals';

import type { SetupReport, ValidationReport } from '../../../oauth/setup-report.js';
import { checkAuthStatus } from './check-auth-status.tool.js';
import { completeSetup } from './complete-setup.tool.js';
import type { SetupToolContext } from '../define-tool.js';

const REQUIRED: SetupReport = {
  status: 'setup_required',
  needsSetup: true,
  message: 'This connection is not set up yet.',
  steps: ['Open https://console.example.', 'Paste this as Scope: SDPOnDemand.requests.ALL', 'Copy the code.'],
  setupUrl: 'http://localhost:3456/',
  consoleUrl: 'https://console.example',
  scopes: 'SDPOnDemand.requests.ALL',
};

const READY: SetupReport = {
  status: 'ready',
  needsSetup: false,
  message: 'The connection works.',
  scopes: 'SDPOnDemand.requests.ALL',
  connection: {
    dataCenter: 'eu',
    portal: null,
    scopes: ['SDPOnDemand.requests.ALL'],
    missingScopes: ['SDPOnDemand.setup.READ'],
    reauthReason: null,
    reauthAt: null,
    accessTokenExpiresAt: '2026-11-23T10:00:00.000Z',
    nextRefreshAt: '2026-11-23T09:55:00.000Z',
    lastRefreshedAt: null,
    refreshCount: 0,
    consecutiveFailures: 0,
    firstFailureAt: null,
    lastFailureAt: null,
    lastFailureCode: null,
    lastApiSuccessAt: null,
    lastUsedAt: null,
    createdAt: '2026-11-23T09:00:00.000Z',
    updatedAt: '2026-11-23T09:00:00.000Z',
  },
};

const VALID: ValidationReport = {
  ok: true,
  status: 'ready',
  portal: null,
  technician: { name: 'Dana Reyes', email: 'dana.reyes@example.com' },
  checkedScopes: [],
  missingScopes: [],
  message: 'ServiceDesk Plus answered.',
};

/** A set-up service that gives one report and remembers what it was handed. */
class FakeSetup {
  readonly completed: unknown[] = [];
  validations = 0;

  constructor(private readonly report: SetupReport) {}

  get context(): SetupToolContext {
    return {
      setup: {
        status: async () => this.report,
        complete: async (input) => {
          this.completed.push(input);
          return this.report;
        },
        validate: async () => {
          this.validations += 1;
          return VALID;
        },
      },
      signal: new AbortController().signal,
    };
  }
}

describe('check_auth_status', () => {
  it('tells a person without set-up the numbered steps and where the page is', async () => {
    const output = checkAuthStatus.output.parse(
      await checkAuthStatus.handler({ verify: true }, new FakeSetup(REQUIRED).context),
    );

    expect(checkAuthStatus.markdown(output)).toBe(
      [
        'This connection is not set up yet.',
        '',
        '1. Open https://console.example.',
        '2. Paste this as Scope: SDPOnDemand.requests.ALL',
        '3. Copy the code.',
        '',
        'The same on a web page: http://localhost:3456/',
      ].join('\n'),
    );
    expect(output).toMatchObject({ needsSetup: true, scope_string: 'SDPOnDemand.requests.ALL' });
  });

  it('tells the facts of a connection that works, and which scopes are missing', async () => {
    const setup = new FakeSetup(READY);
    const output = checkAuthStatus.output.parse(await checkAuthStatus.handler({ verify: false }, setup.context));

    expect(checkAuthStatus.markdown(output)).toContain('- Portal: the default one');
    expect(checkAuthStatus.markdown(output)).toContain('- Scopes that are missing: SDPOnDemand.setup.READ');
    expect(setup.validations).toBe(0);
  });

  it('asks ServiceDesk Plus when told to, and says who the connection acts as', async () => {
    const setup = new FakeSetup(READY);
    const output = checkAuthStatus.output.parse(await checkAuthStatus.handler({ verify: true }, setup.context));

    expect(setup.validations).toBe(1);
    expect(checkAuthStatus.markdown(output)).toContain('- Acts as: Dana Reyes (dana.reyes@example.com)');
  });

  it('does not ask ServiceDesk Plus while there is nothing to ask with', async () => {
    const setup = new FakeSetup(REQUIRED);
    await checkAuthStatus.handler({ verify: true }, setup.context);

    expect(setup.validations).toBe(0);
  });
});

describe('complete_setup', () => {
  it('hands the grant token over with the data center and portal that were given', async () => {
    const setup = new FakeSetup(READY);
    const input = completeSetup.input.parse({ grant_token: ' 1000.a.b ', data_center: 'eu', portal: 'itdesk' });
    const output = completeSetup.output.parse(await completeSetup.handler(input, setup.context));

    expect(setup.completed).toEqual([{ code: '1000.a.b', dataCenter: 'eu', portal: 'itdesk' }]);
    expect(completeSetup.markdown(output)).not.toContain('1000.a.b');
  });

  it('names neither data center nor portal when none was given', async () => {
    const setup = new FakeSetup(READY);
    await completeSetup.handler(completeSetup.input.parse({ grant_token: 'x' }), setup.context);

    expect(setup.completed).toEqual([{ code: 'x' }]);
  });

  it.each([{ grant_token: '' }, { grant_token: 'x', portal: '../x' }, { grant_token: 'x', data_center: 'mars' }])(
    'refuses %j',
    (args) => {
      expect(completeSetup.input.safeParse(args).success).toBe(false);
    },
  );
});
