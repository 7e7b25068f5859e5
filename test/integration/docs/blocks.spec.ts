import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { allDocuments, type Block, parseDocument, readDocument } from '../../docs-check/documents.js';
import { ROOT } from '../../docs-check/files.js';
import { PURPOSES } from '../../docs-check/purposes.js';

const documents = allDocuments();
const blocks = documents.flatMap((document) => document.blocks);

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text) as unknown,
  jsonl: (text) => text.split('\n').map((line) => JSON.parse(line) as unknown),
  toml: parseToml,
  yaml: (text) =>
    parseAllDocuments(text).forEach((document) => {
      if ('errors' in document && document.errors.length > 0) throw document.errors[0]!;
    }),
};
const LANGUAGES = [
  ...Object.keys(PARSERS),
  'sh',
  'powershell',
  'text',
  'diff',
  'ts',
  'tsx',
  'js',
  'sql',
  'http',
  'mermaid',
  'nginx',
];

/** What is wrong with the form of a block, as a sentence; undefined when nothing is. */
function complaint({ language, purpose, detail, text }: Block): string | undefined {
  if (!LANGUAGES.includes(language)) return `needs a language, one of ${LANGUAGES.join(' ')}`;
  const known = PURPOSES.find(({ word }) => word === purpose);
  if (!known) return `needs a purpose after its language, one of ${PURPOSES.map(({ word }) => word).join(' ')}`;
  if (Boolean(known.detail) !== Boolean(detail)) {
    return known.detail ? `needs "${known.word}=<${known.detail}>"` : `takes nothing after "${known.word}"`;
  }
  if (purpose === 'run' && language !== 'sh') return 'only sh can be run';
  try {
    PARSERS[language]?.(text);
    return undefined;
  } catch (error) {
    return `does not parse: ${(error as Error).message}`;
  }
}

const complaints = (all: readonly Block[]): string[] =>
  all.flatMap((block) => {
    const wrong = complaint(block);
    return wrong === undefined ? [] : [`${block.place} ${wrong}`];
  });

describe('docs/CONTRIBUTING.md', () => {
  it('lists what a block can be there for', () => {
    const [, listed = ''] =
      /<!-- purposes[^>]*-->([\s\S]*)<!-- end of purposes -->/.exec(readDocument('docs/CONTRIBUTING.md').text) ?? [];
    const rows = PURPOSES.map(({ word, detail, meaning }) => `\`${word}${detail ? `=<${detail}>` : ''}\` | ${meaning}`);

    expect(listed.replace(/ +/g, ' ').match(/`[^|]+\| .+(?= \|)/g)).toEqual(rows);
  });
});

describe('fenced blocks of the documents', () => {
  it('say their language and what they are there for, and parse', () => {
    expect(complaints(blocks)).toEqual([]);
  });

  it.each([
    ['no language', '```\nls\n```', 'needs a language'],
    ['an unknown language', '```perl example=x\nls\n```', 'needs a language'],
    ['no purpose', '```sh\nls\n```', 'needs a purpose'],
    ['an unknown purpose', '```sh maybe\nls\n```', 'needs a purpose'],
    ['an example without a reason', '```sh example\nls\n```', 'needs "example=<reason>"'],
    ['JSON that does not parse', '```json example=x\n{,}\n```', 'does not parse'],
    ['YAML that does not parse', '```yaml example=x\na: [\n```', 'does not parse'],
    ['TOML that does not parse', '```toml example=x\na = \n```', 'does not parse'],
    ['something that cannot be run', '```json run\n{}\n```', 'only sh can be run'],
  ])('are refused with %s', (_what, text, wrong) => {
    expect(complaints(parseDocument('docs/X.md', text).blocks)).toEqual([expect.stringContaining(wrong)]);
  });

  it('that a test performs name a test which reads that document', () => {
    const unread = documents.flatMap(({ path, blocks: own }) =>
      own.filter(({ purpose, detail }) => {
        if (purpose !== 'test') return false;
        const test = join(ROOT, detail?.split(' ')[0] ?? '');
        return !existsSync(test) || !readFileSync(test, 'utf8').includes(basename(path));
      }),
    );

    expect(unread.map(({ place }) => place)).toEqual([]);
  });

  it('with output follow what prints it', () => {
    const alone = documents.flatMap(({ blocks: own }) =>
      own.filter((block, at) => block.purpose === 'output' && own[at - 1]?.purpose !== 'run'),
    );

    expect(alone.map(({ place }) => place)).toEqual([]);
  });
});
