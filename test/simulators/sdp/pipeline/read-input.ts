import { isObject, type JsonObject } from '../fields/field.js';
import { failures } from '../wire/failure.js';
import type { Incoming } from './incoming.js';

/**
 * Reads `input_data` (reference B.3): from the query for GET and DELETE, from the form body or the query for POST and
 * PUT. A JSON body is not understood (reference D.8). Other parameters are EXTRA_PARAM_FOUND, but the flattened
 * spelling `list_info.row_count` is ignored as some clients send it and live.
 *
 * @throws SdpFailure
 */
export function readInput({ method, query, form, hasForeignBody }: Incoming): JsonObject | undefined {
  const takesBody = method === 'POST' || method === 'PUT';
  if (takesBody && hasForeignBody) throw failures.unparsable('input_data');
  const text = (takesBody ? form?.get('input_data') : undefined) ?? query.get('input_data');
  const input = text === null ? undefined : parse(text);
  for (const name of [...query.keys(), ...(takesBody && form ? form.keys() : [])]) {
    if (name !== 'input_data' && !name.startsWith('list_info.')) throw failures.extraParam(name);
  }
  return input;
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw failures.unparsable('input_data');
  }
  if (!isObject(value)) throw failures.unparsable('input_data');
  return value;
}
