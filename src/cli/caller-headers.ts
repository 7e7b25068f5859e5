import { isPlaceholder } from '../common/header-text.js';

/** What people put into the environment for the headers of the server (contract of the headers: README). */
const HEADERS = {
  SDP_CLIENT_ID: 'X-SDP-Client-Id',
  SDP_CLIENT_SECRET: 'X-SDP-Client-Secret',
  SDP_DATA_CENTER: 'X-SDP-Data-Center',
  SDP_PORTAL: 'X-SDP-Portal',
  SDP_INSTANCE_NAME: 'X-SDP-Portal',
  SDP_ACCESS_KEY: 'X-SDP-Access-Key',
  SDP_TOOLSETS: 'X-SDP-Toolsets',
  SDP_READ_ONLY: 'X-SDP-Read-Only',
} as const;

type Variable = keyof typeof HEADERS;

const REQUIRED: readonly Variable[] = ['SDP_CLIENT_ID', 'SDP_CLIENT_SECRET'];

export interface CallerHeaders {
  readonly headers: Readonly<Record<string, string>>;
  /** Names of required variables without a value. */
  readonly missing: readonly string[];
  /** Names of variables that hold an unexpanded placeholder such as `${SDP_CLIENT_ID}`. */
  readonly placeholders: readonly string[];
  /** Names of variables whose value no header can carry, such as one of two lines. */
  readonly unusable: readonly string[];
}

/** Reads a person's credentials and wishes from the environment. The first of two names of one header wins. */
export function readCallerHeaders(env: NodeJS.ProcessEnv): CallerHeaders {
  const headers: Record<string, string> = {};
  const placeholders: string[] = [];
  const unusable: string[] = [];
  for (const [variable, header] of Object.entries(HEADERS)) {
    const value = env[variable]?.trim() ?? '';
    if (value === '') continue;
    if (isPlaceholder(value)) placeholders.push(variable);
    else if (!/^[\x20-\x7e]+$/.test(value)) unusable.push(variable);
    else headers[header] ??= value;
  }
  const missing = REQUIRED.filter((variable) => headers[HEADERS[variable]] === undefined);
  return { headers, missing, placeholders, unusable };
}
