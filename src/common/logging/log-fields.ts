import { AppError } from '../errors/app.error.js';

/** The only fields a log line may carry besides time, level and message. Whoever needs another adds it here. */
const ALLOWED_FIELDS: ReadonlySet<string> = new Set([
  'attempt',
  'by',
  'circuit',
  'code',
  'connectionId',
  'context',
  'count',
  'database',
  'dataCenter',
  'durationMs',
  'era',
  'event',
  'file',
  'host',
  'method',
  'migrations',
  'outcome',
  'port',
  'reason',
  'requestId',
  'retryAfterSeconds',
  'route',
  'signal',
  'state',
  'status',
  'tool',
  'transport',
  'trigger',
  'url',
  'version',
  'writeId',
]);

const LONGEST_TEXT = 500;

/** Ids of our own rows and requests. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Masks every word that looks like a secret: 24 or more characters without a space that mix letters and digits,
 * as Zoho's tokens, client ids, secrets and our keys do (UUIDs are ours and stay), and whatever follows a credential's name. Paths of
 * modules stay readable because a slash ends a word.
 */
export function scrub(text: string): string {
  return text
    .replace(/[A-Za-z0-9+=_.-]{24,}/g, (word) => (looksSecret(word) ? '[masked]' : word))
    .replace(/((?:secret|token|code|authorization|password|key)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi, '$1[masked]')
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1[masked]@');
}

function looksSecret(word: string): boolean {
  return /[0-9]/.test(word) && /[A-Za-z]/.test(word) && !UUID.test(word);
}

/** One line's text: scrubbed, bounded, without control characters that could forge a second line. */
export function logText(text: string): string {
  return scrub(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, LONGEST_TEXT);
}

/** Keeps allowed fields with plain values and drops everything else, nested objects included. */
export function allowedFields(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err' || name === 'error') kept['error'] = describeError(value);
    else if (!ALLOWED_FIELDS.has(name)) continue;
    else if (typeof value === 'string') kept[name] = name === 'requestId' ? value : logText(value);
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) kept[name] = value;
  }
  return kept;
}

/**
 * An error without its own fields, which in HTTP clients hold headers and bodies: name, code, scrubbed message,
 * and the stack's frames when the error is not one of ours.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code: logText(code) } : {}),
    message: logText(error.message),
    ...(error instanceof AppError ? {} : { frames: frames(error) }),
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/file:\/\/\S*?\/(?=(?:src|dist|node_modules)\/)/, ''));
}
