import { describe, expect, it } from '@jest/globals';
import { openFile, sealFile, SealedFileError } from './sealed-file.js';

const PASSPHRASE = 'correct horse battery staple';

describe('a sealed file', () => {
  it('opens with its passphrase and shows nothing of its text', async () => {
    const content = await sealFile('1000.refresh.token', PASSPHRASE);

    expect(content).not.toContain('1000.refresh');
    expect(await openFile(content, PASSPHRASE)).toBe('1000.refresh.token');
  });

  it('does not open with another passphrase', async () => {
    const content = await sealFile('text', PASSPHRASE);

    await expect(openFile(content, `${PASSPHRASE}!`)).rejects.toThrow(SealedFileError);
  });

  it.each(['salt', 'iv', 'tag', 'sealed'])('does not open when its %s was changed', async (part) => {
    const file = JSON.parse(await sealFile('some text', PASSPHRASE)) as Record<string, string>;
    const bytes = Buffer.from(file[part]!, 'base64');
    bytes[0]! ^= 1;
    file[part] = bytes.toString('base64');

    await expect(openFile(JSON.stringify(file), PASSPHRASE)).rejects.toThrow(SealedFileError);
  });

  it.each(['', 'text', '{}', '{"format":"servicedesk-plus-mcp connections","version":2}'])(
    'is not taken for one when it holds %j',
    async (content) => {
      await expect(openFile(content, PASSPHRASE)).rejects.toThrow(/no file of exported connections/);
    },
  );
});
