import type { DateWords } from '../../search/date-words.js';
import { quoted } from '../../text/markdown.js';
import { ToolInputError } from '../tool.errors.js';

const KEY = /^[a-z][a-z0-9_]{0,59}$/;
const NUMBER = /^(?:udf_(?:long|double)|num_|dbl_)/;
const YES_NO = /^(?:udf_bool|bool_)/;
const DATE = /^(?:udf_date|date_|dt_)/;

/**
 * Values of a portal's own fields as SDP takes them. What a field holds is told by its key (ManageEngine's Ansible
 * collection for SDP Cloud: `udf_long1`, `num_x`, `bool_x`, `date_x`…); everything else is text.
 *
 * @throws ToolInputError when a key or a value does not fit
 */
export function ownFieldValues(given: Readonly<Record<string, string>>, dates: DateWords): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [checked(key), valueOf(key, value, dates)]));
}

function checked(key: string): string {
  if (KEY.test(key)) return key;
  throw new ToolInputError(
    `${quoted(key)} is no key of an own field.`,
    'Keys look like udf_char1 or txt_floor; get_request shows those of a ticket.',
  );
}

function valueOf(key: string, value: string, dates: DateWords): unknown {
  if (value === '') return null;
  if (DATE.test(key)) return dates.deadline(value, `udf_fields.${key}`);
  if (YES_NO.test(key)) return yesOrNo(key, value);
  if (!NUMBER.test(key)) return value;
  if (/^-?\d{1,15}(?:\.\d{1,10})?$/.test(value)) return Number(value);
  throw new ToolInputError(`udf_fields.${key} is a number, not ${quoted(value)}.`, 'Write it with digits, such as 42.');
}

function yesOrNo(key: string, value: string): boolean {
  const word = value.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return true;
  if (word === 'false' || word === 'no') return false;
  throw new ToolInputError(`udf_fields.${key} is yes or no, not ${quoted(value)}.`, 'Write "true" or "false".');
}
