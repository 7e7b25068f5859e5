import { z } from 'zod';

import type { SetupReport } from '../../oauth/setup-report.js';
import { facts, inline, paragraphs } from '../text/markdown.js';
import { readableTime } from '../text/times.js';
import { present } from './request-row.view.js';

/** Where the set-up stands, for the tools that tell and finish it. Holds no secret. */
export const SetupReportView = z.object({
  status: z.enum(['setup_required', 'ready', 'reauth_required']),
  needsSetup: z.boolean(),
  message: z.string(),
  steps: z.array(z.string()).optional(),
  setupUrl: z.string().optional(),
  consoleUrl: z.string().optional(),
  scope_string: z.string(),
  data_center: z.string().optional(),
  portal: z.string().optional(),
  missing_scopes: z.array(z.string()).optional(),
  token_expires_at: z.string().optional(),
  next_refresh_at: z.string().optional(),
  last_success_at: z.string().optional(),
  last_failure: z.string().optional(),
  circuits: z.record(z.string(), z.string()).optional(),
});

export type SetupReportView = z.output<typeof SetupReportView>;

export function setupReportView(report: SetupReport): SetupReportView {
  const { connection, vendors } = report;
  return {
    status: report.status,
    needsSetup: report.needsSetup,
    message: report.message,
    scope_string: report.scopes,
    ...present({
      steps: report.steps === undefined ? undefined : [...report.steps],
      setupUrl: report.setupUrl,
      consoleUrl: report.consoleUrl,
      circuits: vendors && Object.fromEntries(vendors.map(({ vendor, circuit }) => [vendor, circuit])),
    }),
    ...(connection &&
      present({
        data_center: connection.dataCenter,
        portal: connection.portal ?? undefined,
        missing_scopes: [...connection.missingScopes],
        token_expires_at: connection.accessTokenExpiresAt ?? undefined,
        next_refresh_at: connection.nextRefreshAt ?? undefined,
        last_success_at: connection.lastApiSuccessAt ?? undefined,
        last_failure: connection.lastFailureCode ?? undefined,
      })),
  };
}

/** For a person: the state in a sentence, then the steps or the facts of the connection. */
export function setupReportText(report: SetupReportView): string {
  const { steps = [], missing_scopes: missing = [] } = report;
  const time = (iso: string | undefined): string | undefined => (iso === undefined ? undefined : readableTime(iso));
  return paragraphs(
    report.message,
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    report.needsSetup && report.setupUrl !== undefined ? `The same on a web page: ${report.setupUrl}` : undefined,
    facts([
      ['Data center', report.data_center],
      ['Portal', report.data_center === undefined ? undefined : (report.portal ?? 'the default one')],
      ['Scopes that are missing', missing.length > 0 ? missing.join(', ') : undefined],
      ['Access token good until', time(report.token_expires_at)],
      ['Next refresh', time(report.next_refresh_at)],
      ['Last call that worked', time(report.last_success_at)],
      ['Last failure', report.last_failure === undefined ? undefined : inline(report.last_failure)],
    ]),
  );
}
