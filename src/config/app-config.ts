import { join, resolve } from 'node:path';
import { DATA_CENTER_HOSTS, type DataCenter, type DataCenterHosts } from '../common/data-center.js';
import { StartError } from '../common/errors/start.error.js';
import type { ProxyConfig } from '../common/network/outgoing-agent.js';
import type { Toolset } from '../common/toolsets.js';
import { DEFAULT_SCOPES } from './default-scopes.js';
import type { EncryptionKey } from './encryption-key.js';
import { Env } from './env.schema.js';

/** Thrown at boot. The message lists every bad variable by name and never a value. */
export class InvalidEnvironmentError extends StartError {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

export type DatabaseConfig =
  { readonly kind: 'embedded'; readonly dataDir: string } | { readonly kind: 'postgres'; readonly url: string };

export type EncryptionConfig =
  | { readonly kind: 'keys'; readonly keys: readonly [EncryptionKey, ...EncryptionKey[]] }
  /** Made on first start beside the embedded database, readable by its owner only. */
  | { readonly kind: 'generated'; readonly file: string };

/** Where alerts are sent, and with what they are signed. */
export interface AlertWebhook {
  readonly url: string;
  readonly secret: string;
}

/** Settings of this process, read once at boot. The only reader of the environment. */
export class AppConfig {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Address under which people reach this server; no trailing slash. */
  readonly publicUrl: string;
  readonly database: DatabaseConfig;
  readonly encryption: EncryptionConfig;
  readonly dataCenter: DataCenter;
  /** Hosts per data center, with the operator's overrides; a data center without known hosts is absent. */
  readonly dataCenters: Readonly<Partial<Record<DataCenter, DataCenterHosts>>>;
  /** Portal used when a person names none; undefined is the account's default portal. */
  readonly portal: string | undefined;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly setupMode: boolean;
  /** Any of them opens `/admin`: two while one replaces the other, none where there is no `/admin`. */
  readonly adminTokens: readonly string[];
  /** Bearer of /metrics; undefined leaves it open. */
  readonly metricsToken: string | undefined;
  /** Whether spans are sent to a collector, which the standard OTEL_* variables name. */
  readonly tracing: boolean;
  readonly alertWebhook: AlertWebhook | undefined;
  readonly accessKeys: readonly string[];
  /** Host names, lower case, without port. */
  readonly allowedHosts: readonly string[];
  /** Origins, lower case; a loopback origin with any port is allowed besides. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** How Zoho, ServiceDesk Plus and the receiver of alerts are reached; undefined: directly. */
  readonly proxy: ProxyConfig | undefined;
  readonly toolsets: readonly Toolset[];
  readonly readOnly: boolean;
  /** Days without use after which a token is refreshed at its next use only; 0 keeps all of them alive. */
  readonly refreshIdleDays: number;
  /** Asks for new tokens per second and data center, over all replicas. */
  readonly refreshesPerSecond: number;
  /** Calls this process has under way at one time; what comes beyond is turned away. */
  readonly maxCalls: number;
  /** An SSE session without a message for so long is ended; undefined: never for silence alone. */
  readonly sessionIdleMinutes: number | undefined;
  /** Days after which audit events are removed. */
  readonly auditRetentionDays: number;
  /** Days without re-authorization after which a connection that needs it is removed. */
  readonly deadConnectionDays: number;
  /** How long new connections are still taken after SIGTERM, until load balancers have noticed. */
  readonly drainDelaySeconds: number;

  constructor(values: Omit<AppConfig, never>) {
    Object.assign(this, values);
  }

  /** @throws InvalidEnvironmentError naming every bad variable. */
  static fromEnv(source: NodeJS.ProcessEnv): AppConfig {
    const result = Env.safeParse(withProxies(source));
    const single = result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
    const problems = [...single, ...crossProblems(source)];
    if (!result.success || problems.length > 0) throw new InvalidEnvironmentError(problems);
    const env = result.data;

    const dataDir = env.SDP_DATA_DIR.startsWith('memory://') ? env.SDP_DATA_DIR : resolve(env.SDP_DATA_DIR);
    const publicUrl = env.SDP_PUBLIC_URL ?? `http://localhost:${env.PORT}`;
    return new AppConfig({
      host: env.HOST,
      port: env.PORT,
      logLevel: env.LOG_LEVEL,
      publicUrl,
      database: env.DATABASE_URL ? { kind: 'postgres', url: env.DATABASE_URL } : { kind: 'embedded', dataDir },
      encryption: encryptionFrom(env, dataDir),
      dataCenter: env.SDP_DATA_CENTER,
      dataCenters: dataCentersFrom(env),
      portal: env.SDP_INSTANCE_NAME,
      scopes: env.SDP_OAUTH_SCOPES.length > 0 ? env.SDP_OAUTH_SCOPES : DEFAULT_SCOPES,
      redirectUri: env.SDP_OAUTH_REDIRECT_URI ?? `${publicUrl}/oauth/callback`,
      setupMode: env.SDP_SETUP_MODE,
      adminTokens: env.SDP_ADMIN_TOKEN,
      metricsToken: env.SDP_METRICS_TOKEN,
      tracing: env.SDP_OTEL,
      alertWebhook:
        env.SDP_ALERT_WEBHOOK_URL && env.SDP_ALERT_WEBHOOK_SECRET
          ? { url: env.SDP_ALERT_WEBHOOK_URL, secret: env.SDP_ALERT_WEBHOOK_SECRET }
          : undefined,
      accessKeys: env.SDP_ACCESS_KEYS,
      allowedHosts: ['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname, ...env.SDP_ALLOWED_HOSTS].map(
        (host) => host.toLowerCase(),
      ),
      allowedOrigins: [new URL(publicUrl).origin, ...env.SDP_ALLOWED_ORIGINS].map((origin) => origin.toLowerCase()),
      trustedProxies: env.SDP_TRUSTED_PROXIES,
      proxy: proxyFrom(env),
      toolsets: env.SDP_TOOLSETS,
      readOnly: env.SDP_READ_ONLY,
      refreshIdleDays: env.SDP_REFRESH_IDLE_DAYS,
      refreshesPerSecond: env.SDP_REFRESHES_PER_SECOND,
      maxCalls: env.SDP_MAX_CALLS,
      sessionIdleMinutes: env.SDP_SESSION_IDLE_MINUTES || undefined,
      auditRetentionDays: env.SDP_AUDIT_RETENTION_DAYS,
      deadConnectionDays: env.SDP_DEAD_CONNECTION_DAYS,
      // Beside an embedded database there is no other replica to go to.
      drainDelaySeconds: env.SDP_DRAIN_DELAY_SECONDS ?? (env.DATABASE_URL ? 5 : 0),
    });
  }
}

/** What is wrong only in combination; told from which variables are set, so that it is said beside bad values. */
function crossProblems(source: NodeJS.ProcessEnv): string[] {
  const env = Object.fromEntries(Object.entries(source).map(([name, value]) => [name, value?.trim()]));
  const problems: string[] = [];
  if (env['DATABASE_URL'] && !env['SDP_ENCRYPTION_KEY'] && !env['SDP_ENCRYPTION_KEYS']) {
    problems.push('SDP_ENCRYPTION_KEY: is required with DATABASE_URL (make one with: openssl rand -base64 32)');
  }
  if (env['SDP_ENCRYPTION_KEY'] && env['SDP_ENCRYPTION_KEYS']) {
    problems.push('SDP_ENCRYPTION_KEYS: cannot be set together with SDP_ENCRYPTION_KEY; move that key into the ring');
  }
  if (env['SDP_DATA_CENTER'] === 'ae' && !env['SDP_ACCOUNTS_URL']) {
    problems.push('SDP_ACCOUNTS_URL: is required for the data center ae, whose accounts server Zoho does not publish');
  }
  if (Boolean(env['SDP_ALERT_WEBHOOK_URL']) !== Boolean(env['SDP_ALERT_WEBHOOK_SECRET'])) {
    const [present, absent] = env['SDP_ALERT_WEBHOOK_URL'] ? ['URL', 'SECRET'] : ['SECRET', 'URL'];
    problems.push(`SDP_ALERT_WEBHOOK_${absent}: is required with SDP_ALERT_WEBHOOK_${present}`);
  }
  return problems;
}

function encryptionFrom(env: Env, dataDir: string): EncryptionConfig {
  if (env.SDP_ENCRYPTION_KEY) return { kind: 'keys', keys: [env.SDP_ENCRYPTION_KEY] };
  const [primary, ...others] = env.SDP_ENCRYPTION_KEYS ?? [];
  if (primary) return { kind: 'keys', keys: [primary, ...others] };
  return { kind: 'generated', file: join(dataDir, 'encryption.key') };
}

/** Other programs take these names in small letters as well, and prefer those (curl's manual, "Environment"). */
function withProxies(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { https_proxy, http_proxy, no_proxy } = source;
  return {
    ...source,
    ...(https_proxy && { HTTPS_PROXY: https_proxy }),
    ...(http_proxy && { HTTP_PROXY: http_proxy }),
    ...(no_proxy && { NO_PROXY: no_proxy }),
  };
}

function proxyFrom({ HTTPS_PROXY, HTTP_PROXY, NO_PROXY }: Env): ProxyConfig | undefined {
  if (HTTPS_PROXY === undefined && HTTP_PROXY === undefined) return undefined;
  return { httpsProxy: HTTPS_PROXY, httpProxy: HTTP_PROXY, noProxy: NO_PROXY };
}

function dataCentersFrom(env: Env): AppConfig['dataCenters'] {
  const { ae, ...published } = DATA_CENTER_HOSTS;
  const own = DATA_CENTER_HOSTS[env.SDP_DATA_CENTER];
  return {
    ...published,
    ...(env.SDP_DATA_CENTER === 'ae' ? { ae } : {}),
    [env.SDP_DATA_CENTER]: {
      ...own,
      accountsUrl: env.SDP_ACCOUNTS_URL ?? own.accountsUrl,
      sdpUrl: env.SDP_BASE_URL ?? own.sdpUrl,
    },
  };
}
