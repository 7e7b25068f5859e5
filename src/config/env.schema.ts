import { isIP } from 'node:net';
import { z } from 'zod';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';
import { isToolset, type Toolset } from '../common/toolsets.js';
import { parseEncryptionKey, parseEncryptionKeys } from './encryption-key.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Unset and empty mean the same: compose files and Helm charts pass empty strings for what is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional());

const flag = (fallback: boolean) =>
  optional(z.enum(['true', 'false', '1', '0'], 'must be true or false')).transform((value) =>
    value === undefined ? fallback : value === 'true' || value === '1',
  );

/** Digits only: `1e3` and `0x10` are numbers to JavaScript and mistakes here. */
const wholeNumber = <F extends number | undefined>(
  fallback: F,
  { least, most }: { readonly least: number; readonly most: number },
) => {
  const message = `must be a whole number from ${least} to ${most}`;
  const digits = z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, message)
    .transform(Number);
  return optional(digits.pipe(z.number().min(least, message).max(most, message))).transform(
    (value) => value ?? fallback,
  );
};

const list = optional(z.string()).transform((value) =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** `https://host[:port]` without path, query or credentials; plain http for loopback hosts only. */
const origin = z.string().transform((value, context) => {
  const url = URL.parse(value);
  const loopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) {
    context.addIssue({ code: 'custom', message: 'must be an https:// address (http:// only for this machine)' });
    return z.NEVER;
  }
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    context.addIssue({ code: 'custom', message: 'must be scheme and host only, without path or query' });
    return z.NEVER;
  }
  return url.origin;
});

/** Like `origin`, but plain http is allowed: TLS may end at a proxy in front of this server. */
const publicUrl = z.string().transform((value, context) => {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash) {
    context.addIssue({ code: 'custom', message: 'must be an http:// or https:// address without query' });
    return z.NEVER;
  }
  return url.href.replace(/\/$/, '');
});

/** Kept letter for letter: Zoho compares it so with the registered one (RFC 6749 section 3.1.2.3). */
const redirectUri = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && !url.hash && !url.username && !url.password;
}, 'must be the http:// or https:// address registered with Zoho, without fragment');

/** Host names as the Host header has them; a port is allowed and does not count. */
const hostNames = list.transform((hosts, context): string[] =>
  hosts.map((host) => {
    const url = URL.parse(`http://${host}`);
    if (url !== null && /^[^/?#@]+$/.test(host)) return url.hostname;
    context.addIssue({
      code: 'custom',
      message: 'must be host names such as sdp.example.com, without https:// or path',
    });
    return host;
  }),
);

/** Origins as the Origin header has them. */
const originNames = list.refine(
  (origins) => origins.every((value) => URL.parse(value)?.origin === value.toLowerCase()),
  'must be origins such as https://app.example.com, without path or slash at the end',
);

/** Addresses, or networks as address and length. A length of 0 would trust everybody's word. */
const networks = list.refine(
  (names) =>
    names.every((name) => {
      const [, address = '', length] = /^([^/]+?)(?:\/([1-9]\d{0,2}))?$/.exec(name) ?? [];
      const version = isIP(address);
      return version !== 0 && Number(length ?? 0) <= (version === 4 ? 32 : 128);
    }),
  'must be addresses or networks such as 10.0.0.7 or 10.0.0.0/24',
);

/** A webhook is an address with a path, and often a secret in it: no part of it is ever shown. */
const webhookUrl = z.string().transform((value, context) => {
  const url = URL.parse(value);
  const loopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url && !url.username && !url.hash && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) {
    return url.href;
  }
  context.addIssue({ code: 'custom', message: 'must be an https:// address (http:// only for this machine)' });
  return z.NEVER;
});

/** May hold a name and a password, so it is never shown. */
const proxyUrl = z
  .string()
  .refine(
    (value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''),
    'must be an http:// or https:// address',
  );

const databaseUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
}, 'must be a postgres:// address');

/** The environment of the server. Names and defaults are public: see docs/CONFIGURATION.md. */
export const Env = z.object({
  HOST: optional(z.string()).transform((value) => value ?? '127.0.0.1'),
  PORT: optional(z.coerce.number('must be a port number').int().min(0).max(65_535)).transform((v) => v ?? 3456),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(' ')}`)).transform((v) => v ?? 'info'),

  DATABASE_URL: optional(databaseUrl),
  SDP_DATA_DIR: optional(z.string()).transform((value) => value ?? './data'),
  SDP_ENCRYPTION_KEY: optional(z.string().transform(parseEncryptionKey)),
  SDP_ENCRYPTION_KEYS: optional(z.string().transform(parseEncryptionKeys)),

  SDP_DATA_CENTER: optional(z.enum(DATA_CENTERS, `must be one of ${DATA_CENTERS.join(' ')}`)).transform(
    (value): DataCenter => value ?? 'us',
  ),
  SDP_BASE_URL: optional(origin),
  SDP_ACCOUNTS_URL: optional(origin),
  SDP_INSTANCE_NAME: optional(
    z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be the portal name in the address: letters, digits, _ and -'),
  ),

  SDP_PUBLIC_URL: optional(publicUrl),
  SDP_OAUTH_REDIRECT_URI: optional(redirectUri),
  SDP_OAUTH_SCOPES: list.refine(
    (scopes) => scopes.every((scope) => /^[A-Za-z]+(\.[A-Za-z]+)+$/.test(scope)),
    'must be comma-separated scopes such as SDPOnDemand.requests.ALL',
  ),
  SDP_SETUP_MODE: flag(true),

  SDP_ADMIN_TOKEN: list
    .refine((tokens) => tokens.every((token) => token.length >= 16), 'must have at least 16 characters')
    .refine(
      (tokens) => tokens.length <= 2,
      'must be one token, or two with a comma between them while one replaces the other',
    ),
  SDP_METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  SDP_OTEL: flag(false),
  SDP_ALERT_WEBHOOK_URL: optional(webhookUrl),
  SDP_ALERT_WEBHOOK_SECRET: optional(z.string().min(16, 'must have at least 16 characters')),
  SDP_ACCESS_KEYS: list.refine(
    (keys) => keys.every((key) => key.length >= 16),
    'every key must have at least 16 characters',
  ),
  SDP_ALLOWED_HOSTS: hostNames,
  SDP_ALLOWED_ORIGINS: originNames,
  SDP_TRUSTED_PROXIES: networks,

  HTTPS_PROXY: optional(proxyUrl),
  HTTP_PROXY: optional(proxyUrl),
  NO_PROXY: optional(z.string()).transform((value) => value ?? ''),

  SDP_TOOLSETS: list.transform((names, context): Toolset[] => {
    if (!names.every(isToolset)) {
      context.addIssue({ code: 'custom', message: 'names a toolset that does not exist' });
      return z.NEVER;
    }
    return names.length > 0 ? names : ['core'];
  }),
  SDP_READ_ONLY: flag(false),

  SDP_REFRESH_IDLE_DAYS: wholeNumber(30, { least: 0, most: 3_650 }),
  SDP_REFRESHES_PER_SECOND: wholeNumber(100, { least: 1, most: 10_000 }),
  SDP_MAX_CALLS: wholeNumber(512, { least: 1, most: 100_000 }),
  SDP_SESSION_IDLE_MINUTES: wholeNumber(0, { least: 0, most: 480 }),
  SDP_AUDIT_RETENTION_DAYS: wholeNumber(90, { least: 1, most: 3_650 }),
  SDP_DEAD_CONNECTION_DAYS: wholeNumber(90, { least: 1, most: 3_650 }),
  SDP_DRAIN_DELAY_SECONDS: wholeNumber(undefined, { least: 0, most: 10 }),
});

export type Env = z.output<typeof Env>;
