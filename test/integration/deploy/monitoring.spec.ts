import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { startApp, type TestApp } from '../../support/app.js';
import { ROOT } from '../../support/dockerfile.js';
import { readQuery } from '../../support/promql.js';
import { sampleEvents } from '../../support/sample-events.js';
import { connectors } from '../../support/sdk-clients.js';
import { type Family, parseExposition } from '../telemetry/exposition.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly webhook?: string; readonly runbook_url: string };
}

interface RuleTest {
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly object[] }[];
}

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const rules = (parse(text('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(text('deploy/grafana/dashboard.json'));
const panels: any[] = dashboard.panels.filter(({ type }: { type: string }) => type !== 'row');

/** Name and PromQL of everything that reads our metrics. */
const queries: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [`alert ${alert}`, expr]),
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, refId }: Record<string, string>): [string, string] => [`panel ${title} ${refId}`, expr!]),
  ),
  ...dashboard.annotations.list.map(({ name, expr }: Record<string, string>): [string, string] => [
    `annotation ${name}`,
    expr!,
  ]),
];

/** Labels that Prometheus gives to every series it scrapes, and the one series it makes itself. */
const OF_PROMETHEUS = ['job', 'instance'];
const MADE_BY_PROMETHEUS: Family = { help: '', type: 'gauge', samples: [{ name: 'up', labels: {}, value: 1 }] };

describe('alert rules and dashboard', () => {
  let app: TestApp;
  let families: Map<string, Family>;

  beforeAll(async () => {
    app = await startApp();
    const technician = app.simulators.newTechnician();
    const headers = { 'X-SDP-Client-Id': technician.clientId, 'X-SDP-Client-Secret': technician.clientSecret };
    const client = await connectors['SDK v1 over Streamable HTTP']!(app.url, headers);
    await client.callTool('complete_setup', { grant_token: technician.grantToken() });
    await client.callTool('list_requests', { limit: 1 });
    await client.close();
    for (const event of Object.values(sampleEvents)) app.app.get(ServerEvents).emit(event);
    families = parseExposition(await (await fetch(`${app.url}/metrics`)).text());
    families.set('up', MADE_BY_PROMETHEUS);
  });
  afterAll(() => app.close());

  const samplesOf = (metric: string) =>
    [...families.values()].flatMap(({ samples }) => samples).filter(({ name }) => name === metric);
  const labelsOf = (metric: string) => samplesOf(metric).flatMap(({ labels }) => Object.keys(labels));

  it.each(queries)('%s reads series that a running server has, by labels that they have', (_, expression) => {
    const { selectors, grouping } = readQuery(expression);

    expect(selectors.length).toBeGreaterThan(0);
    for (const { metric, matchers } of selectors) {
      expect([metric, samplesOf(metric).length > 0]).toEqual([metric, true]);
      for (const { label } of matchers) expect([...OF_PROMETHEUS, ...labelsOf(metric)]).toContain(label);
    }
    const known = [...OF_PROMETHEUS, ...selectors.flatMap(({ metric }) => labelsOf(metric))];
    for (const label of grouping) expect(known).toContain(label);
  });

  it('compares labels with words that the server uses', () => {
    const codes = new Set(
      spawnSync('grep', ['-rhoE', "readonly code = '[A-Z_]+'|'INTERNAL_ERROR'", join(ROOT, 'src')], {
        encoding: 'utf8',
      })
        .stdout.split('\n')
        .map((line) => /'([A-Z_]+)'/.exec(line)?.[1]),
    );
    const help = [...families.values()].map((family) => family.help).join(' ');
    const compared = queries
      .flatMap(([, expression]) => readQuery(expression).selectors)
      .flatMap(({ metric, matchers }) => matchers.map((matcher) => ({ metric, ...matcher })))
      .filter(({ label }) => !OF_PROMETHEUS.includes(label));

    expect(compared.length).toBeGreaterThan(10);
    for (const { value } of compared) {
      for (const word of value.split('|')) {
        expect([word, codes.has(word) || new RegExp(`\\b${word}\\b`).test(help) || inUse(word)]).toEqual([word, true]);
      }
    }
  });

  /** A label value that the scrape itself shows. */
  function inUse(word: string): boolean {
    return [...families.values()].some(({ samples }) =>
      samples.some(({ labels }) => Object.values(labels).includes(word)),
    );
  }
});

describe('deploy/prometheus', () => {
  const found = spawnSync('promtool', ['--version']).status === 0;
  if (!found && process.env['REQUIRE_PROMTOOL'] === '1') throw new Error('promtool is not installed');
  const promtool = found ? it : it.skip;

  promtool('has rules that promtool accepts, and tests of them that pass (skipped without promtool)', () => {
    for (const words of [
      ['check', 'rules', 'deploy/prometheus/alerts.yml'],
      ['test', 'rules', 'deploy/prometheus/alerts.test.yml'],
    ]) {
      const { status, stdout, stderr } = spawnSync('promtool', words, { cwd: ROOT, encoding: 'utf8' });
      expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
    }
  });

  it('tests of every alert that it fires, and that it does not where it comes close', () => {
    const { tests } = parse(text('deploy/prometheus/alerts.test.yml')) as { tests: RuleTest[] };
    const outcomes = tests.flatMap((test) =>
      test.alert_rule_test.map(({ alertname, exp_alerts }) => `${alertname} ${exp_alerts.length > 0}`),
    );

    expect(outcomes.toSorted()).toEqual(rules.flatMap(({ alert }) => [`${alert} false`, `${alert} true`]).toSorted());
  });

  it('says how bad each is, and names the section that says what to do', () => {
    for (const { alert, labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations.runbook_url).toBe(`docs/OPERATIONS.md#${alert.toLowerCase()}`);
    }
  });

  it('knows every kind of trouble that the webhook tells', () => {
    const told = [...text('docs/ALERTS.md').matchAll(/^\| `(\w+)` +\|/gm)].map(([, type]) => type);
    const ends = ['connection_recovered', 'circuit_closed'];
    const named = rules.flatMap(({ annotations: { webhook } }) => webhook ?? []);

    expect(told.length).toBeGreaterThan(5);
    expect(named.toSorted()).toEqual(told.filter((type) => !ends.includes(type!)).toSorted());
  });
});

describe('the Grafana dashboard', () => {
  it('has panels of their own ids that do not overlap, each with a title and a sentence', () => {
    expect(new Set(dashboard.panels.map(({ id }: { id: number }) => id)).size).toBe(dashboard.panels.length);
    for (const { title, description } of panels)
      expect([title, description]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\.$/)]);

    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }: any) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }: any) => x + w <= 24)).toBe(true);
  });

  it('names no data source of its own, and shows every metric of ours', () => {
    expect(new Set(panels.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));

    const shown = new Set(
      queries.flatMap(([, expression]) => readQuery(expression).selectors.map(({ metric }) => metric)),
    );
    const described = [...text('docs/METRICS.md').matchAll(/^\| `(sdp_mcp_\w+)`/gm)].map(([, name]) => name!);
    const unseen = described.filter((name) => ![name, `${name}_bucket`].some((one) => shown.has(one)));
    expect(described.length).toBeGreaterThan(20);
    expect(unseen).toEqual([]);
  });
});
