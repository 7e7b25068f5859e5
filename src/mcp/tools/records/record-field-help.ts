import { AppError } from '../../../common/errors/app.error.js';
import { isSubordinate, type MetadataKind } from '../../../sdp-api/metadata/metadata-kinds.js';
import type { RecordField, RecordModule } from '../../../sdp-api/records/record-module.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { SdpMandatoryMissingError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';
import { ownFieldHelp } from '../requests/mandatory-fields.js';
import { MandatoryFieldsError } from '../tool.errors.js';

/** Values told of one field; more of them would bury the other fields. */
const TOLD_VALUES = 25;

const PHRASES: Readonly<Record<Exclude<RecordField['kind'], 'lookup'>, string>> = {
  text: 'text of one line',
  html: 'text',
  flag: 'true or false',
  number: 'a whole number',
  user: 'name, mail address or "me"',
  time: 'a date and time',
  date: 'a date',
  refs: 'any value',
};

/**
 * Runs a write; when the portal wants more fields, says what may stand in each of them, by the names of the arguments.
 *
 * @throws MandatoryFieldsError instead of SdpMandatoryMissingError
 */
export async function withRecordFieldHelp<T>(sdp: SdpApi, module: RecordModule, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof SdpMandatoryMissingError) || error.fields.length === 0) throw error;
    const fields = await Promise.all(error.fields.map((name) => helpFor(name, module, sdp)));
    throw new MandatoryFieldsError(fields, { cause: error });
  }
}

async function helpFor(sdpName: string, { fields, collection }: RecordModule, sdp: SdpApi) {
  const found = Object.entries(fields).find(
    ([name, { path = name }]) => path === sdpName || path.split('.')[0] === sdpName,
  );
  if (!found) {
    return sdpName.startsWith('udf_fields.')
      ? ownFieldHelp(sdpName, sdp, collection)
      : { name: sdpName, allowed: 'any value' };
  }
  const [name, { kind, values }] = found;
  if (kind !== 'lookup') return { name, allowed: PHRASES[kind] };
  return { name, allowed: (values && (await namesOf(values, sdp))) ?? 'a value by name' };
}

/** Undefined where the list cannot be read: that must not hide which fields are missing. */
async function namesOf(kind: MetadataKind, sdp: SdpApi): Promise<string | undefined> {
  if (isSubordinate(kind)) return undefined;
  try {
    const names = (await sdp.metadata.list(kind)).map((row) => cleanLine(row.name, 80));
    const more = names.length - TOLD_VALUES;
    const told = names.slice(0, TOLD_VALUES).join(', ');
    return names.length === 0 ? undefined : `${told}${more > 0 ? ` and ${more} more, see get_metadata` : ''}`;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
