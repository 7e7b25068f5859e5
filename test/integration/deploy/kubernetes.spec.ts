import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AppConfig } from '../../../src/config/app-config.js';
import { Env } from '../../../src/config/env.schema.js';
import { LONGEST_END_MS } from '../../../src/shut-down.js';
import { argumentsOf, finalStage, ROOT } from '../../support/dockerfile.js';
import { type Kustomization, type Manifest, manifestsOf, problemsOf, readYaml } from '../../support/kubernetes.js';

const FOLDER = 'deploy/kubernetes';
const MAIN = `${FOLDER}/kustomization.yaml`;
const MONITORING = `${FOLDER}/monitoring/kustomization.yaml`;
const NAME = 'servicedesk-plus-mcp';

const kustomization = readYaml<Kustomization>(MAIN)[0]!;
const manifests = manifestsOf(MAIN);
const [secret] = readYaml<Manifest>(`${FOLDER}/secret.example.yaml`);
const all = [...manifests, ...manifestsOf(MONITORING), secret!];

const one = (kind: string) => all.find((manifest) => manifest.kind === kind)!;
const pod = one('Deployment').spec.template;
const [container] = pod.spec.containers;
const settings = Object.fromEntries(
  kustomization.configMapGenerator![0]!.literals.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);
const port = Number(argumentsOf(finalStage, 'EXPOSE')[0]);

describe('deploy/kubernetes', () => {
  it.each(all.map((manifest) => [manifest.kind, manifest] as const))(
    'has a %s that its schema accepts',
    (_, manifest) => {
      expect(problemsOf(manifest)).toEqual([]);
    },
  );

  it('would not pass a misspelt field or a value of the wrong kind', () => {
    const broken = structuredClone(one('Deployment'));
    broken.spec.template.spec.terminationGracePeriod = 60;
    expect(problemsOf(broken)).toEqual(['Deployment.spec.template.spec.terminationGracePeriod is not known']);

    broken.spec.replicas = '2';
    expect(problemsOf(broken)).toEqual([expect.stringContaining('/spec/replicas')]);
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0 ? it : it.skip;
  kubectl('is rendered by kubectl, with the pods reading the settings by their hash (skipped without kubectl)', () => {
    for (const folder of [FOLDER, `${FOLDER}/monitoring`]) {
      const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(ROOT, folder)], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      if (folder === FOLDER) {
        expect(stdout).toMatch(/configMapRef:\n\s+name: servicedesk-plus-mcp-[a-z0-9]{10}\n/);
        expect(stdout).toContain(`image: ${NAME}:${kustomization.images![0]!.newTag}`);
      }
    }
  });

  it('runs the version of this package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

    expect(kustomization.images).toEqual([{ name: NAME, newTag: version }]);
    expect(container.image).toBe(NAME);
  });

  it('sets what the server reads, and to values it accepts', () => {
    const names = [...Object.keys(settings), ...Object.keys(secret!['stringData'] as object)];
    const values = { DATABASE_URL: 'postgres://sdp@database/sdp', SDP_ENCRYPTION_KEY: '0'.repeat(64) };

    for (const name of names) expect(Object.keys(Env.shape)).toContain(name);
    expect(AppConfig.fromEnv({ ...settings, ...values }).database.kind).toBe('postgres');
    expect(() => AppConfig.fromEnv({ ...settings, DATABASE_URL: values.DATABASE_URL })).toThrow('SDP_ENCRYPTION_KEY');
  });

  it('keeps secrets out of what is applied: the example has names only', () => {
    expect(Object.values(secret!['stringData'] as object).join('')).toBe('');
    expect(kustomization.resources).not.toContain('secret.example.yaml');
    expect(Object.keys(settings).filter((name) => /KEY|TOKEN|SECRET|PASSWORD|DATABASE_URL/.test(name))).toEqual([]);
    expect(container.envFrom.map((source: object) => Object.keys(source)[0])).toEqual(['configMapRef', 'secretRef']);
  });

  it('has two replicas or more, and takes down at most one at a time', () => {
    expect(one('Deployment').spec.replicas).toBeGreaterThanOrEqual(2);
    expect(one('Deployment').spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
    expect(one('PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  it('selects the same pods everywhere, and they are ours', () => {
    const labels = pod.metadata.labels;
    const selectors = [
      one('Deployment').spec.selector.matchLabels,
      one('Service').spec.selector,
      one('PodDisruptionBudget').spec.selector.matchLabels,
      one('NetworkPolicy').spec.podSelector.matchLabels,
      pod.spec.topologySpreadConstraints[0].labelSelector.matchLabels,
    ];

    for (const selector of selectors) expect(selector).toEqual(labels);
    expect(one('ServiceMonitor').spec.selector.matchLabels).toEqual(one('Service').metadata.labels);
  });

  it('leads from the address to the port on which the server listens', () => {
    const rule = one('Ingress').spec.rules[0];
    const [path] = rule.http.paths;

    expect(new URL(settings['SDP_PUBLIC_URL']!).host).toBe(rule.host);
    expect(one('Ingress').spec.tls[0].hosts).toEqual([rule.host]);
    expect(path.backend.service.name).toBe(one('Service').metadata.name);
    expect(one('Service').spec.ports[0].name).toBe(path.backend.service.port.name);
    expect(one('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    expect(one('NetworkPolicy').spec.ingress[0].ports).toEqual([{ port: 'http' }]);
    expect(one('ServiceMonitor').spec.endpoints[0].port).toBe('http');
    expect(pod.metadata.annotations['prometheus.io/port']).toBe(String(port));
  });

  it('asks each probe at its own address, and for long enough', () => {
    const paths = ['startup', 'live', 'ready'].map((probe) => `/health/${probe}`);
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];

    expect(probes.map(({ httpGet }) => httpGet)).toEqual(paths.map((path) => ({ path, port: 'http' })));
    const { periodSeconds, failureThreshold } = container.startupProbe;
    // The patience with a database that comes up later, and as much again for migrations.
    expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(60);
    // One block of the event loop shows for five seconds: it must not meet three probes.
    expect(container.livenessProbe.periodSeconds * (container.livenessProbe.failureThreshold - 1)).toBeGreaterThan(5);
  });

  it('leaves the server the time that its shutdown takes, and unready for long enough to be noticed', () => {
    const { drainDelaySeconds } = AppConfig.fromEnv(settings);

    expect(pod.spec.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(LONGEST_END_MS);
    expect(drainDelaySeconds).toBe(Number(settings['SDP_DRAIN_DELAY_SECONDS']));
    expect(drainDelaySeconds).toBeGreaterThanOrEqual(container.readinessProbe.periodSeconds);
    // The server waits itself; a hook would only add to it.
    expect(container.lifecycle).toBeUndefined();
  });

  it('meets the restricted profile that its namespace enforces', () => {
    expect(one('Namespace').metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect(one('Namespace').metadata.name).toBe(kustomization.namespace);
    expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(`${pod.spec.securityContext.runAsUser}:${pod.spec.securityContext.runAsGroup}`).toBe(
      argumentsOf(finalStage, 'USER')[0],
    );
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.spec.automountServiceAccountToken).toBe(false);
  });

  it('lets streams be silent and unbuffered at the proxy, and brings a caller back to the same replica', () => {
    const annotation = (name: string) => one('Ingress').metadata.annotations![`nginx.ingress.kubernetes.io/${name}`]!;

    expect(annotation('proxy-buffering')).toBe('off');
    expect(Number(annotation('proxy-read-timeout'))).toBeGreaterThan(45);
    expect(annotation('upstream-hash-by')).toContain('$http_x_sdp_client_id');
  });
});
