import type { IncomingHttpHeaders } from 'node:http';
import type { ClientCredentials } from '../token/credentials.js';
import { type HeaderText, isPlaceholder, readHeader } from '../common/header-text.js';
import { credentialProblem } from './credential-problem.js';

/** The Client ID and Client Secret as a request carries them; not verified. */
export type CallerCredentials =
  | { readonly kind: 'present'; readonly value: ClientCredentials }
  /** `placeholders` names the headers that arrived with an unexpanded variable, in their public spelling. */
  | { readonly kind: 'missing'; readonly placeholders: readonly string[] }
  /** `problem` is a sentence of ours and never holds the value. */
  | { readonly kind: 'malformed'; readonly problem: string };

const ID_HEADER = 'X-SDP-Client-Id';
const SECRET_HEADER = 'X-SDP-Client-Secret';

const BASIC = /^Basic +([A-Za-z0-9+/_-]{1,1000}={0,2})$/i;

/** Parameter names, without case and punctuation, in which people have put secrets. */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  'clientsecret',
  'sdpclientsecret',
  'xsdpclientsecret',
  'secret',
  'refreshtoken',
  'accesstoken',
  'authorization',
]);

/**
 * Reads the credentials of a request. `X-SDP-*` wins; `Authorization: Basic` (RFC 7617) is read when neither of the
 * two `X-SDP-*` headers has a value. A secret in the query string is refused, even beside good headers.
 */
export function readCredentials(headers: IncomingHttpHeaders, query: URLSearchParams): CallerCredentials {
  if (hasSecret(query)) {
    return malformed(
      'A secret arrived in the query string, where proxies and logs keep it. Move it to a header, and make a new Client Secret in the console.',
    );
  }
  const id = readHeader(headers, ID_HEADER.toLowerCase());
  const secret = readHeader(headers, SECRET_HEADER.toLowerCase());
  if (id.kind === 'repeated' || secret.kind === 'repeated') return malformed(repeated(ID_HEADER, SECRET_HEADER));
  if (id.kind === 'text' && secret.kind === 'text') return judge(id.text, secret.text);

  const placeholders = placeholdersAmong({ [ID_HEADER]: id, [SECRET_HEADER]: secret });
  if (id.kind !== 'text' && secret.kind !== 'text') return fromBasic(headers, placeholders);
  if (placeholders.length > 0) return { kind: 'missing', placeholders };
  const [came, lacks] = id.kind === 'text' ? [ID_HEADER, SECRET_HEADER] : [SECRET_HEADER, ID_HEADER];
  return malformed(`${came} arrived without ${lacks}; both are needed.`);
}

function fromBasic(headers: IncomingHttpHeaders, placeholders: readonly string[]): CallerCredentials {
  const authorization = readHeader(headers, 'authorization');
  if (authorization.kind === 'repeated') return malformed(repeated('Authorization'));
  if (authorization.kind === 'placeholder')
    return { kind: 'missing', placeholders: [...placeholders, 'Authorization'] };
  // Another scheme is not about these credentials: Bearer carries the access key of this server.
  if (authorization.kind === 'absent' || !/^Basic\b/i.test(authorization.text))
    return { kind: 'missing', placeholders };

  const encoded = BASIC.exec(authorization.text)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (id === undefined || secret === undefined) {
    return malformed('The value of Authorization: Basic is not base64 of "Client ID:Client Secret".');
  }
  if (isPlaceholder(id) || isPlaceholder(secret) || id + secret === '') {
    return { kind: 'missing', placeholders: [...placeholders, 'Authorization'] };
  }
  return judge(id, secret);
}

function judge(clientId: string, clientSecret: string): CallerCredentials {
  if (clientId.includes(',') || clientSecret.includes(',')) return malformed(repeated(ID_HEADER, SECRET_HEADER));
  const wrong = credentialProblem({ clientId, clientSecret });
  if (wrong) return malformed(wrong.problem);
  return { kind: 'present', value: { clientId, clientSecret } };
}

function hasSecret(query: URLSearchParams): boolean {
  return [...query].some(([name, value]) => {
    return value !== '' && SECRET_PARAMETERS.has(name.toLowerCase().replace(/[^a-z]/g, ''));
  });
}

function placeholdersAmong(headers: Readonly<Record<string, HeaderText>>): string[] {
  return Object.entries(headers)
    .filter(([, { kind }]) => kind === 'placeholder')
    .map(([name]) => name);
}

function repeated(...names: readonly string[]): string {
  return `${names.join(' or ')} arrived more than once, or holds a comma.`;
}

function malformed(problem: string): CallerCredentials {
  return { kind: 'malformed', problem };
}
