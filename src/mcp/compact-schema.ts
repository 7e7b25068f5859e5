import type { Json, ObjectSchema } from './public-schema.js';

type Schema = { [keyword: string]: Json };

/** Whole numbers from here on are bounds that no caller means to pass. */
const ONLY_A_GUARD = 100_000;

/** What a failure puts into structured content; an output's own property of such a name is told without its type. */
const SAID_BY_FAILURES = new Set([
  'needsSetup',
  'status',
  'code',
  'resolution',
  'setupUrl',
  'steps',
  'retryAfterSeconds',
  'preview',
]);

/**
 * Arguments in the form in which every client reads them: names, types, choices and meanings. Every model pays for
 * this list in each conversation, so what only guards is left out (longest text, patterns, empty defaults,
 * descriptions that repeat the name), and a list of objects that an argument before it described already is not
 * described again. What fits the full schema fits this one; the full one is what a call is held to, and its errors
 * name the field and the limit.
 */
export function compactInput(schema: ObjectSchema): ObjectSchema {
  const told = new Map<string, string>();
  return { ...schema, properties: compactProperties(schema['properties'], told) };
}

/**
 * Results in the shortest form that is true: the names and types at the top level of what is always there, and of lists.
 * It is open, so that what is there at times fits it, and a failure as well; the clients of @modelcontextprotocol/sdk
 * 1.x check failures too.
 */
export function compactOutput(schema: ObjectSchema): ObjectSchema {
  const always = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const properties = Object.entries(asSchema(schema['properties'])).flatMap(([name, value]): [string, Json][] => {
    const { type } = asSchema(value);
    if (!always.has(name) && type !== 'array') return [];
    return [[name, type === undefined || SAID_BY_FAILURES.has(name) ? {} : { type }]];
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function compactProperties(properties: Json | undefined, told: Map<string, string>): Json {
  return Object.fromEntries(
    Object.entries(asSchema(properties)).map(([name, value]) => [name, compactValue(asSchema(value), name, told)]),
  );
}

function compactValue(schema: Schema, name: string, told: Map<string, string>): Schema {
  const { minLength: _shortest, maxLength: _longest, pattern: _pattern, ...rest } = schema;
  if (rest['description'] === `Name of the ${name.replaceAll('_', ' ')}`) delete rest['description'];
  if (Number(rest['maximum']) >= ONLY_A_GUARD) delete rest['maximum'];
  if (Array.isArray(rest['default']) && rest['default'].length === 0) delete rest['default'];
  if (rest['properties'] !== undefined) return { ...rest, properties: compactProperties(rest['properties'], told) };
  return rest['items'] === undefined ? rest : { ...rest, items: compactItems(asSchema(rest['items']), name, told) };
}

function compactItems(items: Schema, name: string, told: Map<string, string>): Schema {
  if (items['type'] !== 'object') return compactValue(items, name, told);
  const text = JSON.stringify(items);
  const before = told.get(text);
  told.set(text, before ?? name);
  return before === undefined ? compactValue(items, name, told) : { type: 'object', description: `As in ${before}` };
}

function asSchema(value: Json | undefined): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
