import { z } from 'zod';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A JSON Schema with an object at its root, as MCP wants it for a tool's arguments and results. */
export type ObjectSchema = { [keyword: string]: Json } & { type: 'object' };

/**
 * What structured content holds when a tool fails. Open: a failure may carry more (`status`, `steps`, `setupUrl`,
 * `retryAfterSeconds`).
 */
const FAILURE: ObjectSchema = {
  type: 'object',
  properties: { needsSetup: { type: 'boolean' }, code: { type: 'string' }, resolution: { type: 'string' } },
  required: ['needsSetup', 'code', 'resolution'],
};

/** Arguments of a tool as JSON Schema. */
export function inputSchema(schema: z.ZodObject): ObjectSchema {
  return toJsonSchema(schema, 'input');
}

/**
 * Results of a tool as JSON Schema: its own, or a failure. Clients of @modelcontextprotocol/sdk 1.x check the
 * structured content of failures too, and would hide our sentence behind an error of their own without the second.
 */
export function outputSchema(schema: z.ZodObject): ObjectSchema {
  return { type: 'object', anyOf: [toJsonSchema(schema, 'output'), FAILURE] };
}

/** Without `$schema`: the default of MCP holds (2020-12), and validators of draft 7 accept it as well. */
function toJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline', cycles: 'throw' });
  return { ...(rest as Record<string, Json>), type: 'object' };
}
