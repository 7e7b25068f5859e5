import { describe, expect, it } from '@jest/globals';
import { fileKind } from './file-kind.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('what a file is shown as', () => {
  it.each([
    ['image/png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
    ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0, 0)],
    ['image/gif', Buffer.from('GIF89a\0')],
    ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
  ])('is %s by its first bytes', (mimeType, file) => {
    expect(fileKind(file)).toEqual({ kind: 'image', mimeType });
  });

  it.each([
    ['a log', Buffer.from('2026-11-23 09:00 ERROR\tdisk full\r\n'), 'text', 'disk full'],
    ['UTF-8', Buffer.from('Grüße'), 'text', 'Grüße'],
    ['Windows text', bytes(0x47, 0x72, 0xfc, 0xdf, 0x65), 'text', 'Grüße'],
    ['UTF-16', Buffer.from('\ufeffhello', 'utf16le'), 'text', 'hello'],
    ['SVG, which could hold scripts', Buffer.from('<svg><script>alert(1)</script></svg>'), 'text', 'alert'],
    ['a page', Buffer.from('<!DOCTYPE html><html><body>Hi</body></html>'), 'html', 'Hi'],
    ['nothing', bytes(), 'text', ''],
  ])('is text for %s', (_what, file, kind, words) => {
    expect(fileKind(file)).toMatchObject({ kind, text: expect.stringContaining(words) });
  });

  it.each([
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes(0, 1, 2)])],
    ['an archive', Buffer.from('PK\u0003\u0004\0\0')],
    ['noise', bytes(...Array.from({ length: 200 }, (_, at) => (at * 7) % 31))],
  ])('is a file for %s', (_what, file) => {
    expect(fileKind(file)).toEqual({ kind: 'file' });
  });
});
