import { plainAnswer } from '../http/error-answer.js';
import { AppError } from '../common/errors/app.error.js';
import { ClientRejectedError } from '../token/token.errors.js';
import { FIELD_LABELS, FIELDS, type FieldName, type Message } from './message.js';

interface Words {
  /** The field to change. */
  readonly field?: FieldName;
  /** In the place of a resolution that speaks of headers and configuration files. */
  readonly text?: string;
}

const WORDS: Readonly<Record<string, Words>> = {
  ACCESS_KEY_REQUIRED: {
    field: 'accessKey',
    text: 'Enter the access key that the administrator of this server gives out.',
  },
  CLIENT_UNKNOWN: { field: 'dataCenter' },
  DATA_CENTER_UNKNOWN: { field: 'dataCenter' },
  GRANT_TOKEN_WRONG_DATA_CENTER: { field: 'dataCenter' },
  GRANT_TOKEN_UNREADABLE: { field: 'code' },
  GRANT_TOKEN_INVALID: {
    field: 'code',
    text: 'Press CREATE again and paste the new code. If your Zoho account is in another data center, go back and change that first.',
  },
  SCOPE_INVALID: {
    field: 'code',
    text: 'Copy the scope string below whole, press CREATE again and paste the new code.',
  },
  REFRESH_TOKEN_MISSING: { field: 'code' },
  SETUP_REQUIRED: { text: 'Enter the client again and hand over a grant token.' },
};

const REJECTED: Readonly<Record<ClientRejectedError['reason'], string>> = {
  secret_refused: 'Copy the Client Secret again from the tab Client Secret of the Self Client.',
  secret_unproved:
    'If the secret was renewed at Zoho, tick the box below the secret and go on with a new grant token. Otherwise correct the secret.',
  grant_refused: 'Use a client of the kind Self Client, made by the person who works the tickets.',
};

/** What an error says on the page: in the words of the error, and beside the field that has to change. */
export function messageOf(error: unknown, nowMs: number): Message {
  const { status, body, retryAfterSeconds } = plainAnswer(error);
  const { code, message, resolution } = body.error;
  const { field, text = resolution } = wordsFor(error, code);
  const said = field === 'code' ? besideGrantToken(message, text) : { title: message, ...besideOrBelow(field, text) };
  return {
    kind: status === 429 || status === 503 ? 'warn' : 'bad',
    ...said,
    code,
    ...(retryAfterSeconds === undefined ? {} : { untilMs: nowMs + retryAfterSeconds * 1000 }),
  };
}

/** That field stands so low on its page that words on top are out of sight there: they are said once, beside it. */
function besideGrantToken(message: string, text: string): Pick<Message, 'title' | 'fields'> {
  return { title: 'Not connected yet: see below, beside the code.', fields: { code: `${message} ${text}` } };
}

function besideOrBelow(field: FieldName | undefined, text: string): Pick<Message, 'text' | 'fields'> {
  return field === undefined ? { text } : { fields: { [field]: text } };
}

/** What can be seen of a form without asking anybody. */
export function formProblem(fields: NonNullable<Message['fields']>): Message {
  const names = FIELDS.filter((name) => fields[name] !== undefined).map((name) => FIELD_LABELS[name]);
  return { kind: 'bad', title: `Not sent yet. To be corrected: ${names.join(', ')}.`, fields };
}

/** Does the error ask for other credentials, or another data center, than those that the visitor entered? */
export function isAboutClient({ fields = {} }: Message): boolean {
  return Object.keys(fields).some((name) => name !== 'code');
}

function wordsFor(error: unknown, code: string): Words {
  if (!(error instanceof AppError)) return {};
  if (error instanceof ClientRejectedError) return { field: 'clientSecret', text: REJECTED[error.reason] };
  return WORDS[code] ?? {};
}
