import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { compactInput, compactOutput } from './compact-schema.js';
import { inputSchema, outputSchema } from './public-schema.js';

const clause = z.strictObject({ field: z.string().min(1).max(80), value: z.string().max(250).optional() });

describe('arguments as clients read them', () => {
  it('keep names, types, choices, small bounds and meanings, and lose what only guards', () => {
    const full = z.strictObject({
      priority: z.string().min(1).max(200).describe('Name of the priority'),
      group: z.string().min(1).max(200).describe('Name of the support group').optional(),
      mail: z.string().regex(/@/).describe('Mail address'),
      order: z.enum(['asc', 'desc']).default('desc'),
      rows: z.int().min(1).max(100),
      first: z.int().min(1).max(1_000_000),
      cc: z.array(z.string().max(254)).max(10).default([]),
    });

    expect(compactInput(inputSchema(full))).toEqual({
      type: 'object',
      properties: {
        priority: { type: 'string' },
        group: { type: 'string', description: 'Name of the support group' },
        mail: { type: 'string', description: 'Mail address' },
        order: { type: 'string', enum: ['asc', 'desc'], default: 'desc' },
        rows: { type: 'integer', minimum: 1, maximum: 100 },
        first: { type: 'integer', minimum: 1 },
        cc: { type: 'array', items: { type: 'string' }, maxItems: 10 },
      },
      required: ['priority', 'mail', 'rows', 'first'],
      additionalProperties: false,
    });
  });

  it('describe a list of equal objects once', () => {
    const full = z.strictObject({ all_of: z.array(clause).max(5), any_of: z.array(clause).max(5) });

    expect(compactInput(inputSchema(full))['properties']).toEqual({
      all_of: {
        type: 'array',
        maxItems: 5,
        items: {
          type: 'object',
          properties: { field: { type: 'string' }, value: { type: 'string' } },
          required: ['field'],
          additionalProperties: false,
        },
      },
      any_of: { type: 'array', maxItems: 5, items: { type: 'object', description: 'As in all_of' } },
    });
  });
});

describe('results as clients read them', () => {
  it('are names and types of what is always there at the top level, and of lists; open for the rest and for failures', () => {
    const full = z.object({
      id: z.string(),
      due: z.string().nullable(),
      rows: z.array(z.object({ id: z.string() })),
      status: z.object({ name: z.string() }),
      phone: z.string().optional(),
      notes: z.array(z.string()).optional(),
    });

    expect(compactOutput(outputSchema(full))).toEqual({
      type: 'object',
      properties: { id: { type: 'string' }, due: {}, rows: { type: 'array' }, status: {}, notes: { type: 'array' } },
    });
  });
});
