import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { FLOORS } from '../../../bench/floors.js';
import { LONGEST_END_MS } from '../../../src/shut-down.js';
import { TRACING_PACKAGES } from '../../../src/telemetry/tracing/start-tracing.js';
import { readDocument } from '../../docs-check/documents.js';
import { ROOT } from '../../docs-check/files.js';

const page = readDocument('docs/OPERATIONS.md');
const rules = parse(readFileSync(join(ROOT, 'deploy/prometheus/alerts.yml'), 'utf8')) as {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string }[] }[];
};

/** The text under a heading, up to the next one of any rank. */
function section(heading: string): string {
  const [, after = ''] = page.text.split(`\n### ${heading}\n`);
  return after.split(/\n##+ /)[0]!.trim();
}

describe('docs/OPERATIONS.md', () => {
  it('has a section for every alert, in the order of the rules, and for no other', () => {
    const alerts = rules.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
    const sections = [...page.text.matchAll(/^### (SdpMcp\w+)$/gm)].map(([, name]) => name);

    expect(sections).toEqual(alerts);
    for (const alert of alerts) expect([alert, section(alert).length > 20]).toEqual([alert, true]);
  });

  it('names the command that installs what traces need, as the server does', () => {
    const blocks = page.blocks.filter(({ detail }) => detail === 'test/integration/docs/operations.spec.ts');

    expect(blocks.map(({ text }) => text)).toEqual([`npm install --no-save ${TRACING_PACKAGES.join(' ')}`]);
  });

  it('takes its figures from what the benchmark guards and the code does', () => {
    const { addedMedianMs, addedP99Ms, kilobytesPerSession, readyMs } = FLOORS;

    expect(page.text).toContain(`${kilobytesPerSession} KB at the most`);
    expect(page.text).toContain(`${addedMedianMs} ms in the middle, ${addedP99Ms} ms for one in a hundred`);
    expect(page.text).toContain(`${readyMs / 1_000} s at the most with an existing database`);
    expect(page.text).toContain(`gone after ${LONGEST_END_MS / 1_000} seconds at the latest`);
  });

  it('tells what to do in each of the situations that befall an operator', () => {
    const situations = [
      'The encryption key is wrong',
      'The database is lost',
      'The disk is full',
      'Zoho is down',
      'A client was revoked',
      'A secret was rotated',
      'Add a second replica',
      'The key has to change',
    ];
    for (const situation of situations) expect([situation, section(situation).length > 50]).toEqual([situation, true]);
  });
});
