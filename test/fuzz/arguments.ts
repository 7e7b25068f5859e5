import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';

/** What this generator understands of JSON Schema: the part that tools publish for their arguments. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** Texts that reach further into a tool than noise does. */
const TELLING = [
  ...['31200', '#31200', 'RE-31200', '123640000000303037', 'me', 'unassigned', 'open', 'closed', 'High', 'Network'],
  ...['Hardware', 'today', 'last 7 days', '2026-11', 'UTC', 'Europe/Berlin', 'priority', 'created_time', 'technician'],
  ...['udf_fields.udf_char1', 'yes', 'Dana Reyes', 'dana.reyes@example.com', '__proto__', '"', '%00', '../..', ' '],
  ...['1h30', '45m', '-1', '1e9', '0', 'null', '2026-11-23 14:00', 'tomorrow', 'Approved', 'General', 'Completed'],
];

type Maker = (schema: Schema, ids: readonly string[]) => fc.Arbitrary<unknown>;

/** By the type a schema names; text where it names none. */
const FITTING: Readonly<Record<string, Maker>> = {
  boolean: () => fc.boolean(),
  integer: numberIn,
  number: numberIn,
  array: ({ items = { type: 'string' }, minItems = 0, maxItems = 3 }, ids) =>
    fc.array(fitting(items, ids), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) }),
  object: objectOf,
};

/** Arguments that fit a tool's published schema. @param ids of records there are */
export function fitting(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return (FITTING[schema.type ?? ''] ?? textOf)(schema, ids);
}

function numberIn({ type, minimum = 0, maximum = 100 }: Schema): fc.Arbitrary<number> {
  const max = Math.max(minimum, Math.min(maximum, 10_000));
  const edges = fc.constantFrom(minimum, Math.min(maximum, Number.MAX_SAFE_INTEGER));
  if (type === 'integer') return fc.oneof(fc.integer({ min: Math.ceil(minimum), max: Math.floor(max) }), edges);
  return fc.oneof(fc.double({ min: minimum, max, noNaN: true }), edges);
}

function textOf({ pattern, minLength = 0, maxLength = 100 }: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text));
  const hostile = HOSTILE_TEXTS.map(({ html }) => html.slice(0, maxLength)).filter(fits);
  const known = [...TELLING, ...ids].filter(fits);
  const texts = [
    ...(ids.some(fits) ? [{ weight: 4, arbitrary: fc.constantFrom(...ids.filter(fits)) }] : []),
    ...(known.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...known) }] : []),
    ...(hostile.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...hostile) }] : []),
    ...(pattern === undefined
      ? [
          {
            weight: 1,
            arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 60) }),
          },
        ]
      : [{ weight: 1, arbitrary: fc.stringMatching(new RegExp(pattern)).filter(fits) }]),
  ];
  return fc.oneof(...texts);
}

/** Optional arguments of one call. */
const MOST_OPTIONAL = 4;

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  ids: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const makers = new Map(Object.entries(properties).map(([key, one]) => [key, fitting(one, ids)]));
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  // With all of thirty optional names made up, nothing would ever get past the first that does not exist.
  const known = fc
    .subarray(optional, { maxLength: Math.min(optional.length, MOST_OPTIONAL) })
    .chain((kept) => fc.record(Object.fromEntries([...required, ...kept].map((key) => [key, makers.get(key)!]))));
  if (typeof additionalProperties !== 'object') return known;
  const own = fc.constantFrom('udf_char1', 'udf_long1', 'udf_bool1', 'x y', 'toString');
  return fc
    .tuple(known, fc.dictionary(own, fitting(additionalProperties, ids), { maxKeys: 3 }))
    .map(([a, b]) => ({ ...b, ...a }));
}

/** Arguments that break a schema in one place, and the name that a refusal has to say. */
export interface Broken {
  readonly args: Record<string, unknown>;
  readonly field: string;
}

/** Arguments that fit but for one thing: a missing, unknown, mistyped or immoderate value. */
export function breaking(schema: Schema, ids: readonly string[]): fc.Arbitrary<Broken> {
  const { properties = {}, required = [] } = schema;
  const wrong = Object.entries(properties).flatMap(([field, one]) => badValues(one).map((value) => ({ field, value })));
  const ways: ((args: Record<string, unknown>) => Broken)[] = [
    (args) => ({ args: { ...args, no_such_argument: 1 }, field: 'no_such_argument' }),
    ...required.map((field) => (args: Record<string, unknown>) => {
      const { [field]: _left, ...rest } = args;
      return { args: rest, field };
    }),
    ...wrong.map(({ field, value }) => (args: Record<string, unknown>) => ({
      args: { ...args, [field]: value },
      field,
    })),
  ];
  return fc.tuple(objectOf(schema, ids), fc.nat(ways.length - 1)).map(([args, way]) => ways[way]!(args));
}

const badNumbers = ({ type, minimum, maximum }: Schema): unknown[] => [
  ...['many', null, {}, Number.NaN],
  ...(type === 'integer' ? [1.5] : []),
  ...(minimum === undefined ? [] : [minimum - 1]),
  ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [maximum + 1]),
];

const badTexts = ({ minLength = 0, maxLength, pattern }: Schema): unknown[] => [
  ...[null, {}, [], true],
  ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
  ...(minLength > 0 ? [''] : []),
  ...(pattern === undefined ? [] : ['\u0000 does not match \u0000']),
];

/** Values that do not fit, by the type a schema names. */
const BAD: Readonly<Record<string, (schema: Schema) => unknown[]>> = {
  boolean: () => ['maybe', 2, null, []],
  integer: badNumbers,
  number: badNumbers,
  array: ({ minItems = 0, maxItems }) => [
    ...[null, 7, { length: 1 }, [null]],
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => 'x')]),
    ...(minItems > 0 ? [[]] : []),
  ],
  object: () => [null, 'x', 7, []],
};

/** Values that do not fit, one of each kind. */
function badValues(schema: Schema): unknown[] {
  if (schema.enum) return ['no such value', 7, null];
  return (BAD[schema.type ?? ''] ?? badTexts)(schema);
}
