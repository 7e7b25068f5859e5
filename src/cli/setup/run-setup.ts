import { isDataCenter } from '../../common/data-center.js';
import { clientSnippets, type ClientSnippet } from '../../oauth/client-snippets.js';
import type { SetupReport, ValidationReport } from '../../oauth/setup-report.js';
import { readCallerHeaders } from '../caller-headers.js';
import { CommandError, UsageError } from '../cli.errors.js';
import type { CommandCall, RunCommand } from '../command.js';
import type { Outcome } from '../exit-codes.js';
import { readServerAddress } from '../server-address.js';
import { givenInterview } from './given.interview.js';
import type { Interview, Person, SetupOptions } from './interview.js';
import { promptedInterview } from './prompted.interview.js';
import { SetupApi, SetupRefusedError } from './setup-api.js';
import { consoleText, toDoText, validationText } from './setup-text.js';

type Call = CommandCall<SetupOptions>;

/** Grant tokens that a person may try: each failed exchange counts at Zoho. */
const MOST_TRIES = 3;
/** Codes of a grant token that does not do, where another may. */
const TRY_AGAIN = ['GRANT_TOKEN_INVALID', 'GRANT_TOKEN_UNREADABLE'];

export const runSetup: RunCommand<SetupOptions> = async (call) => {
  const { options, terminal } = call;
  const isAsked = terminal.isInteractive && options.json !== true;
  const interview = isAsked ? promptedInterview(call) : givenInterview(call);
  const { base } = readServerAddress(await interview.server());
  const person = await interview.person();
  const { api, hasKey } = await openApi(base, person, interview);

  const report = await handOver(api, interview, call);
  if (report.needsSetup) return tellToDo(report, call);
  const validation = await api.validate();
  const { SDP_DATA_CENTER: dataCenter = '' } = person;
  const snippets = clientSnippets({
    publicUrl: base,
    dataCenter: isDataCenter(dataCenter) ? dataCenter : undefined,
    portal: person.SDP_PORTAL || undefined,
    needsAccessKey: hasKey,
  });
  return tellDone({ report, validation, snippets, interview }, call);
};

/** The API as this person, with an access key where the server asks for one. */
async function openApi(
  base: string,
  person: Person,
  interview: Interview,
): Promise<{ api: SetupApi; hasKey: boolean }> {
  const { headers, missing, unusable } = readCallerHeaders(person);
  const wrong = [...missing, ...unusable];
  if (wrong.length > 0)
    throw new UsageError(
      `${wrong.join(' and ')} cannot be used as given: empty, a placeholder, or more than one line.`,
    );
  const api = new SetupApi(base, headers);
  if (person.SDP_ACCESS_KEY) return { api, hasKey: true };
  try {
    await api.initialize();
    return { api, hasKey: false };
  } catch (error) {
    const asksForKey = error instanceof SetupRefusedError && error.code === 'ACCESS_KEY_REQUIRED';
    const key = asksForKey ? await interview.accessKey() : undefined;
    if (key === undefined) throw error;
    return { api: api.withHeaders({ 'X-SDP-Access-Key': key.trim() }), hasKey: true };
  }
}

/** Until tokens are stored, or there is no grant token to try. */
async function handOver(api: SetupApi, interview: Interview, { terminal, options }: Call): Promise<SetupReport> {
  const report = await api.initialize();
  if (!report.needsSetup && !(await interview.wantsAnother())) return report;

  if (options.json !== true) terminal.note(consoleText(report, terminal.noteColors));
  let refused: string | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = await interview.grantToken(refused);
    if (code === undefined) break;
    try {
      return await api.complete({ code });
    } catch (error) {
      if (!(error instanceof SetupRefusedError) || !TRY_AGAIN.includes(error.code)) throw error;
      refused = error.message;
    }
  }
  if (refused !== undefined) throw new CommandError(refused);
  return report;
}

function tellToDo(report: SetupReport, { terminal, options }: Call): Outcome {
  const { status, message, consoleUrl, scopes, steps } = report;
  if (options.json) terminal.printJson({ status, message, consoleUrl, scopes, steps });
  else terminal.print(toDoText(report));
  return 'wrong';
}

interface Done {
  readonly report: SetupReport;
  readonly validation: ValidationReport;
  readonly snippets: readonly ClientSnippet[];
  readonly interview: Interview;
}

async function tellDone(
  { report, validation, snippets, interview }: Done,
  { terminal, options }: Call,
): Promise<Outcome> {
  const outcome = validation.ok ? 'fine' : 'wrong';
  if (options.json) {
    const { status, connection } = report;
    terminal.printJson({
      status,
      dataCenter: connection?.dataCenter,
      validation,
      snippets: snippets.map(({ id, title, file, text }) => ({ id, title, file, text })),
    });
    return outcome;
  }
  terminal.note(validationText(validation, terminal.noteColors));
  const chosen = await interview.choose(snippets);
  if (chosen) {
    terminal.note(`\n${chosen.title}${chosen.file === undefined ? '' : `, ${chosen.file}`}:\n`);
    terminal.print(chosen.text);
  }
  return outcome;
}
