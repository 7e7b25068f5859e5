/** What docs/ARCHITECTURE.md says of each folder of src. */
export const FOLDERS: Readonly<Record<string, string>> = {
  common: 'knows no feature: errors, circuit breakers, clock, logging, events, names of data centers and toolsets',
  config: 'reads the environment, once',
  database: 'opens the embedded or the served PostgreSQL, migrates it, watches it',
  replicas: 'control messages among replicas over LISTEN and NOTIFY (ADR 0009); promises nothing',
  audit: 'who did what to which connection, written in batches in the background; rows are never changed',
  token: 'stores tokens encrypted, proves secrets, renews access in time and only once (ADR 0003, 0004, 0012)',
  http: 'what every request passes: request id, Host and Origin, access key, error bodies',
  'sdp-api':
    'typed calls of ServiceDesk Plus over one `send` (ADR 0005); names a port, `AccessTokenSource`, and only its module file binds it to token',
  writes: 'keys under which a write happens once, and writes that are sent later, in order of each ticket (ADR 0010)',
  oauth: 'reads who is calling, sets people up, says what is left to do',
  mcp: 'the protocol: one adapter per generation over one catalog of tools (ADR 0006, 0013)',
  health: 'state and probes',
  telemetry: 'metrics and alerts, from what is told to `ServerEvents`',
  openapi: 'describes the REST surface at `/openapi.json`, from what stands at the handlers',
  retention: 'hourly, on every replica: removes what is old',
  admin:
    '`/admin`: circuits, clients, audit, deferred writes, overview, activity; 404 without `SDP_ADMIN_TOKEN`, checked before any body is read',
  keys: 'which key each stored value was written with: rotation, checks of backups, giving up what no key opens (ADR 0014)',
  transfer: 'connections on their way to another database or key, or from the predecessor',
  cli: 'the command line',
  pages: 'the frame of pages: layout, headers, sealed session, form tokens, assets',
  'setup-page': 'the page on which people set themselves up and see their connection',
  'admin-page': 'the page of the operator: what the admin API gives, for people, behind the same door (ADR 0016)',
};
