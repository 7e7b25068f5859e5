import { describe, expect, it } from '@jest/globals';
import { architecturePage, drawnArrows, importRules, sourceFolders } from '../../docs/architecture-parts.js';
import { FOLDERS } from '../../docs/folders.js';
import { readDocument } from '../../docs-check/documents.js';

const page = readDocument('docs/ARCHITECTURE.md');
const picture = page.blocks.find(({ language }) => language === 'mermaid')!.text;
const rules = importRules();

/** Everything that can be reached from a folder by following solid arrows of the picture. */
function reached(from: string): Set<string> {
  const arrows = [...picture.matchAll(/^ {2}([\w-]+) --> ([\w-]+)$/gm)];
  const found = new Set<string>();
  const follow = (folder: string): void =>
    arrows.forEach(([, start, end]) => {
      if (start !== folder || found.has(end!)) return;
      found.add(end!);
      follow(end!);
    });
  follow(from);
  return found;
}

describe('docs/ARCHITECTURE.md', () => {
  it('is what npm run docs makes', async () => {
    expect(page.text).toBe(await architecturePage());
  });

  it('describes every folder of src', () => {
    expect(sourceFolders().filter((folder) => !(folder in FOLDERS))).toEqual([]);
    expect(sourceFolders().filter((folder) => !rules.has(folder))).toEqual([]);
  });

  it.each([...rules])('shows whom %s may import', (from, allowed) => {
    const drawn = allowed.filter((to) => to !== 'common' && to !== 'config');

    expect([...reached(from)]).toEqual(expect.arrayContaining(drawn));
  });

  it('draws no arrow that is not allowed', () => {
    const arrows = [...picture.matchAll(/^ {2}([\w-]+) --> ([\w-]+)$/gm)];

    expect(arrows.length).toBeGreaterThan(15);
    for (const [, from, to] of arrows) expect(rules.get(from!)).toContain(to);
  });
});

describe('the arrows of the picture', () => {
  it('leave out what a longer way shows', () => {
    const rules = new Map([
      ['a', ['b', 'c', 'common']],
      ['b', ['c']],
      ['c', []],
    ]);

    expect(drawnArrows(rules)).toEqual(['a --> b', 'b --> c']);
  });
});
