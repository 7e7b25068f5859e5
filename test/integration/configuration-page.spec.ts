import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Env } from '../../src/config/env.schema.js';
import { configurationPage } from '../docs/configuration-page.js';
import { VARIABLES } from '../docs/variables.js';

describe('docs/CONFIGURATION.md', () => {
  it('is what npm run docs makes', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/CONFIGURATION.md'), 'utf8');

    expect(page).toBe(configurationPage());
  });

  it('names every variable the server reads, and no other', () => {
    const described = Object.values(VARIABLES).flatMap((group) => group.map(({ name }) => name));

    expect(described.toSorted()).toEqual(Object.keys(Env.shape).toSorted());
  });

  it('says the default of every number as the server has it', () => {
    const env = Env.parse({}) as unknown as Readonly<Record<string, unknown>>;
    const numbers = Object.values(VARIABLES)
      .flat()
      .filter(({ name }) => typeof env[name] === 'number');

    expect(numbers.length).toBeGreaterThan(5);
    for (const { name, standard } of numbers)
      expect([name, standard]).toEqual([name, expect.stringContaining(`\`${String(env[name])}\``)]);
  });
});
