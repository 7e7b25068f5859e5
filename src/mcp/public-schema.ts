import { z } from 'zod';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A JSON Schema with an object at its root, as MCP wants it for a tool's arguments and results. */
export type ObjectSchema = { [keyword: string]: Json } & { type: 'object' };

/** Arguments of a tool as JSON Schema. */
export function inputSchema(schema: z.ZodObject): ObjectSchema {
  return toJsonSchema(schema, 'input');
}

/** Results of a tool as JSON Schema, when it succeeds. */
export function outputSchema(schema: z.ZodObject): ObjectSchema {
  return toJsonSchema(schema, 'output');
}

/** Without `$schema`: the default of MCP holds (2020-12), and validators of draft 7 accept it as well. */
function toJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline', cycles: 'throw' });
  return { ...(withoutTypeLists(rest as Json) as Record<string, Json>), type: 'object' };
}

/** Says `anyOf` where zod says `type: ["string", "null"]`, which Copilot Studio and others cannot read. */
function withoutTypeLists(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutTypeLists);
  if (typeof schema !== 'object' || schema === null) return schema;

  const mapped = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, withoutTypeLists(value)]));
  const { type, title, description, default: fallback, ...constraints } = mapped;
  if (!Array.isArray(type)) return mapped;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    anyOf: type.map((one) => (one === 'null' ? { type: one } : { type: one, ...constraints })),
  };
}
