import type { SetupReport, ValidationReport } from '../../oauth/setup-report.js';
import type { Terminal } from '../terminal.js';

/** Where a grant token comes from. */
export function consoleText({ consoleUrl, scopes }: SetupReport, colors: Terminal['noteColors']): string {
  return [
    '',
    `1. Open ${colors.bold(consoleUrl ?? 'the API console of your data center')} and sign in with the account that you use in ServiceDesk Plus.`,
    '2. Open your Self Client, and in it the tab Generate Code. Paste this as Scope:',
    '',
    `   ${colors.cyan(scopes)}`,
    '',
    '3. Choose 10 minutes as Time Duration, write anything as Scope Description, press CREATE and copy the code.',
    '',
  ].join('\n');
}

/** Without a grant token: what is left to do. */
export function toDoText({ message, steps = [] }: SetupReport): string {
  return [message, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n');
}

export function validationText(
  { ok, message, technician, missingScopes, resolution }: ValidationReport,
  colors: Terminal['noteColors'],
): string {
  const who =
    technician && `You act as ${technician.name}${technician.email === null ? '' : ` (${technician.email})`}.`;
  const lacks = missingScopes.length > 0 && `Not granted: ${missingScopes.join(', ')}.`;
  const lines = [ok ? colors.green(message) : colors.red(message), who, lacks, resolution];
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n');
}
