import { failures } from '../wire/failure.js';
import { wireTime } from '../wire/time.js';
import { type FieldKind, isObject } from './field.js';

/** Plain text of one line, at most `maxLength` characters where the vendor says so (reference B.7). */
export function text({ maxLength = Number.POSITIVE_INFINITY } = {}): FieldKind {
  return {
    type: 'string',
    parse(value, field) {
      if (typeof value !== 'string') throw failures.unparsable(field);
      if (value.length > maxLength || /[\r\n]/.test(value)) throw failures.notValid(field);
      return value;
    },
    render: (value) => value,
  };
}

/** HTML text. `<style>` blocks are dropped (reference B.7); everything else comes back as it was given. */
export const html: FieldKind = {
  type: 'string',
  parse(value, field) {
    if (typeof value !== 'string') throw failures.unparsable(field);
    return value.replace(/<style[\s\S]*?<\/style>/gi, '');
  },
  render: (value) => value,
};

/** The strings "true" and "false" are tolerated (reference B.7). */
export const flag: FieldKind = {
  type: 'boolean',
  parse(value, field) {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw failures.unparsable(field);
  },
  render: (value) => value,
};

/** A number that travels as a string (reference B.7). */
export const long: FieldKind = {
  type: 'integer',
  parse(value, field) {
    const digits = typeof value === 'number' ? String(value) : value;
    if (typeof digits !== 'string' || !/^-?\d+$/.test(digits)) throw failures.wrongType(field);
    return digits;
  },
  render: (value) => String(value),
};

/** A number that travels as a number. */
export const count: FieldKind = {
  type: 'integer',
  parse(value, field) {
    if (typeof value !== 'number') throw failures.wrongType(field);
    return value;
  },
  render: (value) => value,
};

/** `{ "value": "<ms>" }`, the number inside as text or not; anything else is 4001 (reference B.7, D.10). */
export const time: FieldKind = {
  type: 'datetime',
  isTime: true,
  parse(value, field) {
    const ms = isObject(value) ? value.value : undefined;
    if ((typeof ms !== 'string' && typeof ms !== 'number') || !/^-?\d{1,15}$/.test(String(ms))) {
      throw failures.unparsable(field);
    }
    return Number(ms);
  },
  render: (value, { viewer }) => wireTime(value as number, viewer.zone),
};

/** Mail addresses as bare strings. */
export const mails: FieldKind = {
  type: 'string',
  parse(value, field) {
    if (!Array.isArray(value)) throw failures.unparsable(field);
    if (value.some((mail) => typeof mail !== 'string' || !mail.includes('@'))) throw failures.extraValue(field);
    return value;
  },
  render: (value) => value,
};

/** An array of objects that is kept as it is; bare strings in it are refused (reference B.8.3, tags). */
export const objects: FieldKind = {
  type: 'lookup',
  paths: ['*'],
  parse(value, field) {
    if (!Array.isArray(value)) throw failures.unparsable(field);
    if (!value.every(isObject)) throw failures.extraValue(field);
    return value;
  },
  render: (value) => value,
};
