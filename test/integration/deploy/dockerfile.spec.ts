import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TRACING_PACKAGES } from '../../../src/telemetry/tracing/start-tracing.js';
import { Env } from '../../../src/config/env.schema.js';
import { argumentsOf, copiesOf, execFormOf, finalStage, ROOT, stages } from '../../support/dockerfile.js';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly license: string;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const nodeImage = /^node:(\d+)-slim$/;

describe('the Dockerfile', () => {
  it('builds on one Node, which the package names as its own', () => {
    const images = new Set(stages.map(({ base }) => base).filter((base) => nodeImage.test(base)));

    expect(images.size).toBe(1);
    const [, major] = nodeImage.exec([...images][0]!)!;
    expect(Number(major)).toBeGreaterThanOrEqual(24);
    expect(manifest.engines.node).toMatch(/\|\| >=22/);
  });

  it('copies only what is there, or what the stage named before has made', () => {
    const names = stages.map(({ name }) => name);
    for (const [index, stage] of stages.entries()) {
      for (const { from, sources } of copiesOf(stage)) {
        if (from === undefined) {
          for (const source of sources) expect([source, existsSync(join(ROOT, source))]).toEqual([source, true]);
        } else {
          expect(names.slice(0, index)).toContain(from);
        }
      }
    }
  });

  it('runs as a user given by number, in every stage that is run', () => {
    for (const stage of stages.filter(({ name }) => name === 'server' || name === 'simulator')) {
      expect(argumentsOf(stage, 'USER')).toEqual(['1000:1000']);
    }
  });

  it('starts node itself, so that a signal reaches it, and asks for health with node, as the image has no curl', () => {
    expect(execFormOf(finalStage, 'CMD')).toEqual(['node', 'dist/src/main.js']);
    expect(execFormOf(finalStage, 'HEALTHCHECK')[0]).toBe('node');
    expect(argumentsOf(finalStage, 'STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  it('sets variables that the server knows, and exposes the port it listens on', () => {
    const names = argumentsOf(finalStage, 'ENV').flatMap((text) => text.match(/\b[A-Z_]+(?==)/g) ?? []);

    expect(names).toContain('HOST');
    for (const name of names.filter((one) => one !== 'NODE_ENV')) expect(Object.keys(Env.shape)).toContain(name);
    expect(argumentsOf(finalStage, 'EXPOSE')).toEqual([String(Env.parse({}).PORT)]);
  });

  it('says what it is, as the package does', () => {
    const [labels = ''] = argumentsOf(finalStage, 'LABEL');

    expect(labels).toContain('org.opencontainers.image.title="servicedesk-plus-mcp"');
    expect(labels).toContain(`org.opencontainers.image.licenses="${manifest.license}"`);
  });

  it('adds OpenTelemetry as the server asks for it', () => {
    const [, packages = ''] = /npm install .*?(@opentelemetry[^;]*);/.exec(argumentsOf(stages[0]!, 'RUN').join('\n'))!;

    expect(packages.trim().split(/\s+/)).toEqual([...TRACING_PACKAGES]);
  });

  it('leaves secrets, history and results of builds out of what it sends to the engine', () => {
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');

    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env*', 'data', 'node_modules', 'dist']));
    for (const { from, sources } of stages.flatMap(copiesOf)) {
      if (from === undefined) for (const source of sources) expect(ignored).not.toContain(source);
    }
  });
});
