import type { ClientCredentials } from '../token/credentials.js';
import { isPlaceholder } from '../common/header-text.js';
import { GrantTokenUnreadableError } from './oauth.errors.js';
import { zohoTextKind } from './zoho-text.js';

/** The tokens of `zoho-text.ts`, anywhere in a text. */
const TOKEN = /(?<![\w.])1000\.[0-9a-f]{20,64}\.[0-9a-f]{20,64}(?![\w.])/gi;
/** No page promises that form, so anything of one word is tried. */
const ONE_WORD = /^[A-Za-z0-9._~-]{10,500}$/;

/**
 * Finds the grant token in what a person pasted: the token itself, in quotes, broken over lines, the address that
 * Zoho redirected to, or the JSON file that the console offers for download. Mistakes that can be seen are answered
 * here, because each exchange that fails counts at Zoho.
 *
 * @throws GrantTokenUnreadableError which says what was pasted instead
 */
export function readGrantToken(pasted: string, { clientId, clientSecret }: ClientCredentials): string {
  const text = pasted.trim().replace(/^["'`<]+|["'`>]+$/g, '');
  if (text === '') throw new GrantTokenUnreadableError('The grant token is empty.');
  if (isPlaceholder(text) || /^(?:paste|your)[\s_-]|^<.*>$/i.test(text)) {
    throw new GrantTokenUnreadableError('The grant token is a placeholder that nobody filled in.');
  }
  const kind = zohoTextKind(text);
  if (text === clientSecret || text === clientId || kind === 'client id' || kind === 'client secret') {
    throw new GrantTokenUnreadableError('This is the Client ID or the Client Secret, not a grant token.');
  }

  const named = /["?&\s]code["\s]*[=:]\s*"?([A-Za-z0-9._~-]{10,500})/i.exec(` ${text}`)?.[1];
  if (named !== undefined) return named;
  if (/refresh_?token|access_?token/i.test(text)) {
    throw new GrantTokenUnreadableError(
      'This is a refresh token or an access token. This server keeps those itself and needs the grant token.',
    );
  }

  const tokens = new Set(text.match(TOKEN) ?? []);
  const [first] = tokens;
  if (first !== undefined && tokens.size === 1) return first;
  if (tokens.size > 1) throw new GrantTokenUnreadableError('There is more than one token in what was pasted.');

  // A terminal that wraps lines puts line breaks into what is copied from it.
  const joined = text.replace(/\s+/g, '');
  if (ONE_WORD.test(text) || joined.replace(TOKEN, '') === '') return joined;
  throw new GrantTokenUnreadableError('What was pasted is not a grant token.');
}
