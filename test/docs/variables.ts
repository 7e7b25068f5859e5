import { OPTIONAL_SCOPES } from '../../src/config/default-scopes.js';

/** What docs/CONFIGURATION.md says of a variable; names and their order of groups are the schema's business. */
export interface Variable {
  readonly name: string;
  readonly standard: string;
  readonly meaning: string;
}

export const VARIABLES: Readonly<Record<string, readonly Variable[]>> = {
  'ServiceDesk Plus and Zoho': [
    { name: 'SDP_DATA_CENTER', standard: '`us`', meaning: 'Zoho data center: `us eu in au cn jp ca uk sa ae`' },
    {
      name: 'SDP_INSTANCE_NAME',
      standard: 'the account’s own',
      meaning: 'portal, the part after `/app/` in addresses',
    },
    {
      name: 'SDP_BASE_URL',
      standard: 'host of the data center',
      meaning: 'scheme and host of ServiceDesk Plus, for a custom domain',
    },
    {
      name: 'SDP_ACCOUNTS_URL',
      standard: 'host of the data center',
      meaning: 'scheme and host of Zoho Accounts; required for `ae`',
    },
    {
      name: 'SDP_OAUTH_SCOPES',
      standard: 'what the tools use',
      meaning: `comma-separated scopes of grant tokens; not by default: ${OPTIONAL_SCOPES.join(', ')}`,
    },
    {
      name: 'SDP_OAUTH_REDIRECT_URI',
      standard: '`<SDP_PUBLIC_URL>/oauth/callback`',
      meaning: 'redirect address of server-based Zoho clients',
    },
    {
      name: 'SDP_SETUP_MODE',
      standard: '`true`',
      meaning: '`false` closes set-up; connections that are set up go on',
    },
  ],
  'Where it listens': [
    { name: 'HOST', standard: '`127.0.0.1`', meaning: 'address to listen on' },
    { name: 'PORT', standard: '`3456`', meaning: 'port to listen on' },
    { name: 'SDP_PUBLIC_URL', standard: '`http://localhost:<PORT>`', meaning: 'address under which people reach it' },
    {
      name: 'SDP_ALLOWED_HOSTS',
      standard: 'loopback and the public one',
      meaning: 'comma-separated names allowed in the Host header',
    },
    {
      name: 'SDP_ALLOWED_ORIGINS',
      standard: 'loopback and the public one',
      meaning: 'comma-separated origins allowed in the Origin header',
    },
    {
      name: 'SDP_TRUSTED_PROXIES',
      standard: 'unset: none',
      meaning:
        'comma-separated addresses or networks of proxies whose X-Forwarded-For is believed; all who come through another proxy share the limits of one address',
    },
  ],
  'The way out': [
    {
      name: 'HTTPS_PROXY',
      standard: 'unset: directly',
      meaning:
        'proxy through which Zoho, ServiceDesk Plus and the receiver of alerts are asked, such as `http://proxy:3128`',
    },
    { name: 'HTTP_PROXY', standard: 'unset: directly', meaning: 'the same for addresses that begin with `http://`' },
    {
      name: 'NO_PROXY',
      standard: 'unset: none',
      meaning: 'comma-separated hosts that are asked directly, such as `localhost,.example.com`',
    },
  ],
  'Database and keys': [
    { name: 'DATABASE_URL', standard: 'unset: embedded', meaning: 'PostgreSQL 14 or newer, shared by all replicas' },
    { name: 'SDP_DATA_DIR', standard: '`./data`', meaning: 'folder of the embedded database and its key' },
    {
      name: 'SDP_ENCRYPTION_KEY',
      standard: 'made in the data folder',
      meaning: '32 bytes as base64, base64url, hex or text; required with `DATABASE_URL`',
    },
    {
      name: 'SDP_ENCRYPTION_KEYS',
      standard: 'unset',
      meaning: 'key ring `id:key,id:key` in place of one key; the first one encrypts',
    },
  ],
  'Who may do what': [
    { name: 'SDP_ACCESS_KEYS', standard: 'unset', meaning: 'comma-separated keys of the server itself' },
    {
      name: 'SDP_ADMIN_TOKEN',
      standard: 'unset: no `/admin`',
      meaning:
        'token of the administrator, at least 16 characters without a comma; two with a comma between them while one replaces the other; see [ADMIN.md](ADMIN.md)',
    },
    {
      name: 'SDP_TOOLSETS',
      standard: '`core`',
      meaning: 'toolsets that are shown; without `core`, others cannot be called',
    },
    { name: 'SDP_READ_ONLY', standard: '`false`', meaning: '`true` hides every tool that writes' },
  ],
  'Telling people': [
    { name: 'LOG_LEVEL', standard: '`info`', meaning: '`fatal error warn info debug trace silent`' },
    { name: 'SDP_METRICS_TOKEN', standard: 'unset: open', meaning: 'bearer token that `/metrics` asks for' },
    {
      name: 'SDP_OTEL',
      standard: '`false`',
      meaning:
        '`true` sends traces to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`; see [OPERATIONS.md](OPERATIONS.md)',
    },
    {
      name: 'SDP_ALERT_WEBHOOK_URL',
      standard: 'unset',
      meaning: 'where alerts go; see [ALERTS.md](ALERTS.md)',
    },
    { name: 'SDP_ALERT_WEBHOOK_SECRET', standard: 'unset', meaning: 'key that signs alerts; goes with the address' },
  ],
  'Limits and clean-up': [
    {
      name: 'SDP_REFRESHES_PER_SECOND',
      standard: '`100`',
      meaning: 'tokens asked of one data center in a second, over all replicas',
    },
    {
      name: 'SDP_REFRESH_IDLE_DAYS',
      standard: '`30`',
      meaning: 'days without use after which a token is refreshed at its next use only; `0` is never',
    },
    { name: 'SDP_MAX_CALLS', standard: '`512`', meaning: 'tool calls under way in one replica' },
    {
      name: 'SDP_SESSION_IDLE_MINUTES',
      standard: '`0`: never',
      meaning: 'minutes of silence after which an HTTP+SSE session is ended',
    },
    {
      name: 'SDP_DRAIN_DELAY_SECONDS',
      standard: '`5`, embedded `0`',
      meaning: 'seconds between not ready and no longer listening, at the end',
    },
    { name: 'SDP_AUDIT_RETENTION_DAYS', standard: '`90`', meaning: 'days that audit events are kept' },
    {
      name: 'SDP_DEAD_CONNECTION_DAYS',
      standard: '`90`',
      meaning: 'days after which a connection that needs a person is deleted',
    },
  ],
};
