import type { Values } from '../../fields/field.js';
import type { Call } from '../../routes/route.js';
import type { LookupRow, RequestRow } from '../../store/rows.js';
import type { SdpStore } from '../../store/sdp-store.js';
import { failures } from '../../wire/failure.js';
import { emptiedIn, missingIn } from '../write-input.js';

/** Never without a value. */
const REQUIRED = ['subject', 'status', 'template', 'requester'];

/** What settles how a ticket is classified (reference D.14). */
const CLASSIFICATION = [
  ...['category', 'subcategory', 'item', 'priority', 'urgency', 'impact', 'level', 'mode', 'request_type', 'group'],
  ...['site', 'template'],
];

/** Fields a new ticket must bring: the subject, and what portal and template demand (reference C.1, D.11, D.12). */
export function mandatoryOnCreate({ settings, store }: Call): (parsed: Values) => string[] {
  return (parsed) => {
    const template = parsed.template as { id?: string; name?: string } | null | undefined;
    const name = store.lookups.request_templates.find(({ id }) => id === template?.id)?.name ?? template?.name;
    const fields = ['subject', ...settings.mandatoryFields, ...(settings.mandatoryByTemplate[name ?? ''] ?? [])];
    const emptied = emptiedIn(parsed, REQUIRED);
    return [...new Set([...missingIn(parsed, fields), ...emptied, ...missingSubcategory(parsed, settings)])];
  };
}

/** An update may leave mandatory fields alone, but not empty them. */
export function mandatoryOnUpdate({ settings }: Call): (parsed: Values) => string[] {
  return (parsed) => [
    ...new Set([
      ...emptiedIn(parsed, [...REQUIRED, ...settings.mandatoryFields]),
      ...missingSubcategory(parsed, settings),
    ]),
  ];
}

/** reference D.12 */
function missingSubcategory(parsed: Values, { subcategoryMandatory }: Call['settings']): string[] {
  return subcategoryMandatory && parsed.category ? missingIn(parsed, ['subcategory']) : [];
}

/** A priority that is computed cannot be given (reference D.13). @throws SdpFailure 403/4002 */
export function checkPriority(values: Values, { settings }: Call): void {
  if (settings.priorityMatrix && Object.hasOwn(values, 'priority')) throw failures.cannotGive('priority');
}

/** Finished tickets keep their classification until they are open again (reference D.14). @throws SdpFailure */
export function checkFinished(values: Values, request: RequestRow, { settings }: Call): void {
  if (settings.finishedEditable || request.status.in_progress) return;
  const refused = CLASSIFICATION.find((field) => Object.hasOwn(values, field));
  if (refused !== undefined) throw failures.cannotGive(refused);
}

/**
 * Priority by urgency and impact, each step up of either counting the same; null while either is unknown
 * (reference D.13). Set-up lists have the lowest first.
 */
export function computedPriority(row: Readonly<Values>, { lookups }: SdpStore): LookupRow | null {
  const urgency = lookups.urgencies.indexOf(row.urgency as LookupRow);
  const impact = lookups.impacts.indexOf(row.impact as LookupRow);
  if (urgency < 0 || impact < 0) return null;
  return lookups.priorities[Math.round((urgency + impact) / 2)] ?? null;
}
