import { describe, expect, it } from '@jest/globals';
import { multipart } from './multipart.js';

describe('a form with a file', () => {
  it('holds fields and bytes as they are', async () => {
    const bytes = Uint8Array.from([0, 255, 13, 10, 45, 45]);
    const file = { field: 'filename', name: 'naïve plan.bin', bytes, fields: { addtoattachment: 'true' } };
    const { contentType, body } = multipart(file);
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const read = form.get('filename') as File;

    expect(form.get('addtoattachment')).toBe('true');
    expect(read.name).toBe('naïve plan.bin');
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes);
  });

  it('lets a name neither end its header nor add one', () => {
    const { body } = multipart({ field: 'f', name: 'a"\r\nX-Evil: 1', bytes: new Uint8Array() }, 'b');

    expect(body.toString()).not.toMatch(/^X-Evil/m);
    expect(body.toString()).toContain('filename="a___X-Evil: 1"');
  });
});
