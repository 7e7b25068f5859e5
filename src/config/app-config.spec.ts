import { describe, expect, it } from '@jest/globals';
import { DATA_CENTERS } from '../common/data-center.js';
import { AppConfig, InvalidEnvironmentError } from './app-config.js';

const KEY = Buffer.alloc(32, 7).toString('base64');

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    AppConfig.fromEnv(env);
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('need nothing: an empty environment is a local server with the embedded database', () => {
    const config = AppConfig.fromEnv({});

    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3456,
      publicUrl: 'http://localhost:3456',
      redirectUri: 'http://localhost:3456/oauth/callback',
      dataCenter: 'us',
      setupMode: true,
      toolsets: ['core'],
      readOnly: false,
      maxCalls: 512,
      sessionIdleMinutes: undefined,
      drainDelaySeconds: 0,
      database: { kind: 'embedded' },
      encryption: { kind: 'generated' },
    });
  });

  it('treat an empty variable as an unset one', () => {
    const empty = { PORT: '', DATABASE_URL: '', SDP_DATA_CENTER: ' ', SDP_ACCESS_KEYS: '', SDP_SETUP_MODE: '' };

    expect(AppConfig.fromEnv(empty)).toEqual(AppConfig.fromEnv({}));
  });

  it('name every bad variable at once and print no value', () => {
    const env = {
      PORT: '99999',
      LOG_LEVEL: 'CANARY-loud',
      DATABASE_URL: 'mysql://CANARY@host/db',
      SDP_ENCRYPTION_KEY: 'CANARY-short',
      SDP_DATA_CENTER: 'CANARY-mars',
      SDP_BASE_URL: 'https://host/CANARY?x=1',
      SDP_INSTANCE_NAME: '../CANARY',
      SDP_SETUP_MODE: 'CANARY-maybe',
      SDP_ADMIN_TOKEN: 'CANARY',
      SDP_METRICS_TOKEN: 'CANARY',
      SDP_ALERT_WEBHOOK_URL: 'http://CANARY.example.com',
      SDP_ALERT_WEBHOOK_SECRET: 'CANARY',
      SDP_TOOLSETS: 'core,CANARY',
    };

    const problems = problemsOf(env);

    for (const name of Object.keys(env)) {
      expect(problems.filter((problem) => problem.startsWith(`${name}: `))).toHaveLength(1);
    }
    expect(problems.join('\n')).not.toContain('CANARY');
  });

  it('name what is missing in combination beside what is bad in itself', () => {
    const problems = problemsOf({ PORT: 'x', DATABASE_URL: 'postgres://db/sdp' });

    expect(problems).toEqual([expect.stringMatching(/^PORT: /), expect.stringMatching(/^SDP_ENCRYPTION_KEY: /)]);
  });

  it('take a webhook for alerts with its secret, over https or to this machine', () => {
    const secret = 'a-secret-of-the-receiver';
    const hook = (url: string) => ({ SDP_ALERT_WEBHOOK_URL: url, SDP_ALERT_WEBHOOK_SECRET: secret });

    expect(AppConfig.fromEnv(hook('https://alerts.example.com/a?b=c')).alertWebhook).toEqual({
      url: 'https://alerts.example.com/a?b=c',
      secret,
    });
    expect(AppConfig.fromEnv(hook('http://127.0.0.1:9000/')).alertWebhook).toBeDefined();
    expect(AppConfig.fromEnv({}).alertWebhook).toBeUndefined();
    for (const url of ['http://alerts.example.com', 'ftp://127.0.0.1', 'https://me:CANARY@host/', 'https://host/#x']) {
      expect(problemsOf(hook(url))).toEqual([expect.stringMatching(/^SDP_ALERT_WEBHOOK_URL: /)]);
    }
    expect(problemsOf({ SDP_ALERT_WEBHOOK_URL: 'https://alerts.example.com' })).toEqual([
      expect.stringMatching(/^SDP_ALERT_WEBHOOK_SECRET: is required/),
    ]);
    expect(problemsOf({ SDP_ALERT_WEBHOOK_SECRET: secret })).toEqual([
      expect.stringMatching(/^SDP_ALERT_WEBHOOK_URL: is required/),
    ]);
  });

  it('take allowed hosts with a port and refuse addresses in their place', () => {
    expect(AppConfig.fromEnv({ SDP_ALLOWED_HOSTS: 'Help.example.com:8443' }).allowedHosts).toContain(
      'help.example.com',
    );
    expect(problemsOf({ SDP_ALLOWED_HOSTS: 'https://help.example.com' })).toHaveLength(1);
    expect(problemsOf({ SDP_ALLOWED_ORIGINS: 'https://help.example.com/' })).toHaveLength(1);
  });

  it('take addresses and networks of proxies, and nothing that trusts everybody', () => {
    const proxies = '10.0.0.7, 192.168.0.0/16,::1,fd00::/8';

    expect(AppConfig.fromEnv({ SDP_TRUSTED_PROXIES: proxies }).trustedProxies).toHaveLength(4);
    for (const wrong of [
      '0.0.0.0/0',
      '::/0',
      'true',
      '1',
      '*',
      'proxy.example.com',
      '10.0.0.0/33',
      '10.0.0.7/x',
      '10.0.0.7/',
    ]) {
      expect(problemsOf({ SDP_TRUSTED_PROXIES: wrong })).toEqual([expect.stringMatching(/^SDP_TRUSTED_PROXIES: /)]);
    }
  });

  it('keep the redirect address letter for letter', () => {
    const address = 'https://sdp.example.com/oauth/callback/?x=1';

    expect(AppConfig.fromEnv({ SDP_OAUTH_REDIRECT_URI: address }).redirectUri).toBe(address);
  });

  it('require an encryption key beside a PostgreSQL', () => {
    const env = { DATABASE_URL: 'postgres://db/sdp' };

    expect(problemsOf(env)).toEqual([expect.stringContaining('SDP_ENCRYPTION_KEY')]);
    expect(AppConfig.fromEnv({ ...env, SDP_ENCRYPTION_KEY: KEY }).database.kind).toBe('postgres');
  });

  it.each([
    ['base64', KEY],
    ['base64url', Buffer.alloc(32, 251).toString('base64url')],
    ['hex', Buffer.alloc(32, 7).toString('hex')],
    ['32 characters', 'abcdefghijklmnopqrstuvwxyz012345'],
  ])('read an encryption key written as %s', (_form, key) => {
    const { encryption } = AppConfig.fromEnv({ SDP_ENCRYPTION_KEY: key });

    expect(encryption.kind === 'keys' && encryption.keys[0].bytes).toHaveLength(32);
  });

  it('keep the order of a key ring and refuse a key that stands in it twice', () => {
    const other = Buffer.alloc(32, 9).toString('hex');
    const { encryption } = AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: `new:${other},old:${KEY}` });

    expect(encryption.kind === 'keys' && encryption.keys.map((key) => key.label)).toEqual(['new', 'old']);
    expect(problemsOf({ SDP_ENCRYPTION_KEYS: `a:${KEY},b:${KEY}` })).toHaveLength(1);
    expect(problemsOf({ SDP_ENCRYPTION_KEYS: 'a:short' })).toHaveLength(1);
  });

  it('know the hosts of every data center but ae, which needs its accounts server named', () => {
    const { dataCenters } = AppConfig.fromEnv({});

    expect(Object.keys(dataCenters).sort()).toEqual(DATA_CENTERS.filter((dc) => dc !== 'ae').sort());
    expect(problemsOf({ SDP_DATA_CENTER: 'ae' })).toEqual([expect.stringContaining('SDP_ACCOUNTS_URL')]);
    const named = AppConfig.fromEnv({ SDP_DATA_CENTER: 'ae', SDP_ACCOUNTS_URL: 'https://accounts.zoho.ae' });
    expect(named.dataCenters.ae?.sdpUrl).toBe('https://servicedeskplus.ae');
  });

  it('apply host overrides to the default data center alone', () => {
    const { dataCenters } = AppConfig.fromEnv({ SDP_DATA_CENTER: 'eu', SDP_BASE_URL: 'https://help.example.com' });

    expect(dataCenters.eu?.sdpUrl).toBe('https://help.example.com');
    expect(dataCenters.us?.sdpUrl).toBe('https://sdpondemand.manageengine.com');
  });

  it('allow plain http for hosts on this machine only', () => {
    expect(problemsOf({ SDP_BASE_URL: 'http://help.example.com' })).toHaveLength(1);
    expect(problemsOf({ SDP_BASE_URL: 'http://127.0.0.1:4002' })).toEqual([]);
  });

  it('reach the world directly, or through the proxy that is named, in capitals or small letters', () => {
    expect(AppConfig.fromEnv({ NO_PROXY: 'localhost' }).proxy).toBeUndefined();
    expect(AppConfig.fromEnv({ https_proxy: 'http://proxy:3128', HTTPS_PROXY: 'http://other:1' }).proxy).toEqual({
      httpsProxy: 'http://proxy:3128',
      httpProxy: undefined,
      noProxy: '',
    });
    expect(problemsOf({ HTTPS_PROXY: 'socks5://gate:secret@proxy' })).toEqual([
      'HTTPS_PROXY: must be an http:// or https:// address',
    ]);
  });

  it.each(['-1', '1.5', '1e3', '0x10', 'ten', '99999999999'])(
    'refuse %s as a number of refreshes a second',
    (value) => {
      expect(problemsOf({ SDP_REFRESHES_PER_SECOND: value })).toEqual([
        'SDP_REFRESHES_PER_SECOND: must be a whole number from 1 to 10000',
      ]);
    },
  );

  it('keep unused tokens alive for thirty days, or for as long as they are told', () => {
    expect(AppConfig.fromEnv({}).refreshIdleDays).toBe(30);
    expect(AppConfig.fromEnv({ SDP_REFRESH_IDLE_DAYS: '0' }).refreshIdleDays).toBe(0);
  });

  it('keep the audit and dead connections for ninety days, or for as long as they are told', () => {
    expect(AppConfig.fromEnv({})).toMatchObject({ auditRetentionDays: 90, deadConnectionDays: 90 });
    expect(AppConfig.fromEnv({ SDP_AUDIT_RETENTION_DAYS: '365', SDP_DEAD_CONNECTION_DAYS: '7' })).toMatchObject({
      auditRetentionDays: 365,
      deadConnectionDays: 7,
    });
    expect(problemsOf({ SDP_AUDIT_RETENTION_DAYS: '0', SDP_DEAD_CONNECTION_DAYS: 'never' })).toEqual([
      expect.stringMatching(/^SDP_AUDIT_RETENTION_DAYS: /),
      expect.stringMatching(/^SDP_DEAD_CONNECTION_DAYS: /),
    ]);
  });
});
