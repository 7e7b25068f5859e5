import type { SdpRequest } from '../../../../sdp-api/requests/request.schema.js';
import { cleanLine } from '../../../text/clean-text.js';
import type { BulkResult } from '../../../views/bulk.view.js';
import type { FieldChange } from '../../../views/field-changes.view.js';

export function rowFor(
  { id, display_id: number, subject }: SdpRequest,
  result: BulkResult['result'],
  changes: readonly FieldChange[] = [],
): BulkResult {
  return { number: cleanLine(number, 20), id, subject: cleanLine(subject ?? '', 100), result, changes: [...changes] };
}
