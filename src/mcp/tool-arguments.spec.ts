import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { ArgumentsInvalidError } from './mcp.errors.js';
import { parseArguments } from './tool-arguments.js';

const schema = z.strictObject({
  ticket: z.string(),
  status: z.enum(['open', 'closed']).optional(),
  limit: z.int().min(1).max(100).optional(),
  tags: z.array(z.string().max(5)).max(3).optional(),
  due: z.union([z.string(), z.int()]).optional(),
  when: z
    .string()
    .regex(/^\d{4}$/, 'is a year such as 2026')
    .optional(),
  filter: z.strictObject({ text: z.string() }).optional(),
});
const limits = { arrayElements: 10, depth: 4 };

function refusal(value: unknown): ArgumentsInvalidError {
  try {
    parseArguments(schema, value, limits);
  } catch (error) {
    return error as ArgumentsInvalidError;
  }
  throw new Error('was accepted');
}

describe('arguments', () => {
  it('are parsed when they fit', () => {
    expect(parseArguments(schema, { ticket: '1', limit: 5 }, limits)).toEqual({ ticket: '1', limit: 5 });
  });

  it.each([
    [undefined, '"ticket" is missing.'],
    [{ ticket: 5 }, '"ticket" must be text.'],
    [{ ticket: '1', status: 'opened' }, '"status" must be one of: open, closed.'],
    [{ ticket: '1', limit: 0 }, '"limit" must be at least 1.'],
    [{ ticket: '1', limit: 101 }, '"limit" must be at most 100.'],
    [{ ticket: '1', limit: 1.5 }, '"limit" must be a whole number.'],
    [{ ticket: '1', tags: ['a', 'b', 'c', 'd'] }, '"tags" must have at most 3 entries.'],
    [{ ticket: '1', tags: ['a', 'too long'] }, '"tags.1" must have at most 5 characters.'],
    [{ ticket: '1', tags: 'a' }, '"tags" must be a list.'],
    [{ ticket: '1', due: true }, '"due" must be text or a number.'],
    [{ ticket: '1', when: 'soon' }, '"when": is a year such as 2026.'],
    [{ ticket: '1', filter: {} }, '"filter.text" is missing.'],
    [{ ticket: '1', filter: { text: 'x', more: 1 } }, 'There is no argument "filter.more".'],
    [{ ticket: '1', stauts: 'open' }, 'There is no argument "stauts". Did you mean "status"?'],
    [{ ticket: '1', zzzzzzzz: 1 }, 'There is no argument "zzzzzzzz".'],
    ['ticket 1', 'The arguments must be an object.'],
  ])('%j are refused in words', (value, words) => {
    expect(refusal(value)).toMatchObject({ code: 'INVALID_ARGUMENTS', message: words });
  });

  it('are refused with every problem at once and the names that exist', () => {
    const { message, resolution } = refusal({ status: 'x', limit: 0 });

    expect(message).toBe('"ticket" is missing. "status" must be one of: open, closed. "limit" must be at least 1.');
    expect(resolution).toContain('ticket, status, limit, tags, due, when, filter');
  });

  it('never appear in the refusal themselves', () => {
    const { message } = refusal({ ticket: { canary: 1 }, status: 'canary', when: 'canary', ['<canary>']: 1 });

    expect(message).not.toContain('canary');
  });

  it.each([
    [{ tags: Array.from({ length: 11 }, () => 'a') }, 'more than 10 list entries'],
    [{ tags: Array.from({ length: 6 }, () => [1]) }, 'more than 10 list entries'],
    [{ filter: { a: { b: { c: {} } } } }, 'more than 4 levels deep'],
  ])('too large to be validated are refused before that: %j', (value, words) => {
    expect(refusal(value).message).toContain(words);
  });
});
