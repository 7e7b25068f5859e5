import { TokenAnswer, type TokenGrant } from './token-answer.schema.js';

/**
 * Zoho's words for a grant that no repetition will bring back: the code or refresh token is wrong, used, revoked or
 * foreign, or the client is not what it was. Sources: zoho.com/accounts "OAuth errors" and recorded answers;
 * `invalid_grant` and `unauthorized_client` are RFC 6749 section 5.2.
 */
const PERMANENT = [
  'invalid_code',
  'invalid_grant',
  'invalid_client',
  'invalid_client_secret',
  'unauthorized_client',
] as const;

/** Words about how the request was made or the client is registered; they say nothing about the grant itself. */
const CONFIGURATION = [
  'invalid_redirect_uri',
  'invalid_scope',
  'missing_org_info',
  'unsupported_grant_type',
  'invalid_request',
  'general_error',
  'data_center_unknown',
] as const;

export type PermanentCode = (typeof PERMANENT)[number];
export type ConfigurationCode = (typeof CONFIGURATION)[number];
export type TransientCode =
  | 'timeout'
  | 'network'
  | 'unreachable'
  | 'server_error'
  | 'redirected'
  | 'unexpected_status'
  | 'unreadable_answer'
  | 'unknown_error'
  | 'circuit_open';

export interface TransientVerdict {
  readonly kind: 'transient';
  readonly code: TransientCode;
  /** True when Zoho may have handed out a token that never arrived; it then counts against the limit. */
  readonly mayHaveIssued: boolean;
  readonly retryAfterSeconds?: number;
}

export interface ThrottledVerdict {
  readonly kind: 'throttled';
  /** Said of this server's address rather than of one person's tokens. */
  readonly everyone: boolean;
}

/** What one answer of the token endpoint means. Codes are words of ours: text from the body never gets out. */
export type GrantVerdict =
  | { readonly kind: 'ok'; readonly grant: TokenGrant }
  | ThrottledVerdict
  | { readonly kind: 'permanent'; readonly code: PermanentCode }
  | { readonly kind: 'configuration'; readonly code: ConfigurationCode }
  | TransientVerdict;

/** An answer as it arrived. */
export interface TokenEndpointAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Is it one of the words after which only a person can help? */
export function isPermanentCode(code: string | null): code is PermanentCode {
  return isOneOf(PERMANENT, code);
}

/**
 * Judges an answer to either grant. Zoho reports errors with HTTP 200 and throttles with 400 or 200, so the body
 * decides; and a verdict that costs a person something needs more than one that costs nothing: `permanent` comes
 * only from a known word in a JSON answer below 500, while throttling is believed in any form.
 */
export function judgeGrant({ status, contentType, body }: TokenEndpointAnswer): GrantVerdict {
  const text = textOf(body);
  const json = text === undefined ? undefined : objectOf(text);
  const word = json?.['error'];

  if (isThrottling(text, word)) return { kind: 'throttled', everyone: false };
  if (status === 429) return { kind: 'throttled', everyone: true };
  if (status >= 500 || status === 408) return transient('server_error');
  if (status >= 300 && status < 400) return transient('redirected');

  const succeeded = status >= 200 && status < 300;
  if (!json) return transient('unreadable_answer', succeeded);
  if (word !== undefined && word !== null)
    return isJson(contentType) ? verdictOf(word) : transient('unreadable_answer');
  if (!succeeded) return transient('unexpected_status');

  const answer = TokenAnswer.safeParse(json);
  return answer.success ? { kind: 'ok', grant: answer.data } : transient('unreadable_answer', true);
}

function verdictOf(word: unknown): GrantVerdict {
  if (isOneOf(PERMANENT, word)) return { kind: 'permanent', code: word };
  if (isOneOf(CONFIGURATION, word)) return { kind: 'configuration', code: word };
  return transient('unknown_error');
}

/** `Access Denied` is how Zoho's token endpoint throttles (zoho.com/accounts token limits); it is not a refusal. */
function isThrottling(text: string | undefined, word: unknown): boolean {
  if (typeof word === 'string' && /^\s*access[ _]denied\s*$/i.test(word)) return true;
  return text !== undefined && /too many requests continuously/i.test(text);
}

/** undefined when it is not UTF-8; a byte order mark is dropped. */
function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isJson(contentType: string): boolean {
  return /^(application|text)\/([\w.+-]+\+)?json\b/i.test(contentType.trim());
}

function transient(code: TransientCode, mayHaveIssued = false): TransientVerdict {
  return { kind: 'transient', code, mayHaveIssued };
}

function isOneOf<T extends string>(words: readonly T[], word: unknown): word is T {
  return (words as readonly unknown[]).includes(word);
}
