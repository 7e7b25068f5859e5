import { differing } from '../../../../sdp-api/requests/changed-fields.js';
import type { NewNote } from '../../../../sdp-api/requests/note.schema.js';
import type { RequestFields } from '../../../../sdp-api/requests/request-fields.js';
import type { SdpRequest } from '../../../../sdp-api/requests/request.schema.js';
import { isClosed } from '../../../../sdp-api/lookups/status-words.js';
import { cleanLine } from '../../../text/clean-text.js';
import { isoTime } from '../../../text/times.js';
import { changesBetween, type FieldChange } from '../../../views/field-changes.view.js';
import { type OwnFieldLabels, ownFieldName } from '../../../views/own-fields.view.js';
import { nameOf } from '../../../views/person.view.js';
import type { Closing } from '../../requests/close-by-rules.js';

/** What is to be done to each ticket, resolved once for all of them. */
export interface BulkChange {
  readonly fields: RequestFields;
  readonly note: NewNote | undefined;
  readonly closing: Closing | undefined;
  /** Of the own fields that are to be set. */
  readonly labels: OwnFieldLabels;
}

/** Fields of a request that rows of a list do not carry, by the names of `RequestFields`. */
const NOT_LISTED: readonly (keyof RequestFields)[] = ['udfFields'];

/** Must the ticket be read by itself before it is known whether it differs? */
export function needsReading({ fields }: BulkChange): boolean {
  return NOT_LISTED.some((name) => fields[name] !== undefined);
}

/** Does any field differ from what it is to become? */
export function differs(request: SdpRequest, { fields }: BulkChange): boolean {
  return differing(request, fields).length > 0;
}

/** What the ticket would look like, as far as that can be told beforehand: business rules of the portal may do more. */
export function expectedChanges(request: SdpRequest, change: BulkChange): FieldChange[] {
  const { fields, note, closing } = change;
  return [
    ...Object.entries(SHOWN).flatMap(([name, show]) => {
      const wanted = show(fields);
      const { before } = valueOf(request, name);
      if (wanted === undefined || !differing(request, fields).includes(show.key)) return [];
      return [{ field: name, ...(before === undefined ? {} : { before }), after: cleanLine(wanted) }];
    }),
    ...ownChanges(request, change),
    ...(note
      ? [{ field: 'note', after: note.showToRequester ? 'added, the requester can see it' : 'added, private' }]
      : []),
    ...(closing && !isFinished(request) ? [{ field: 'status', ...valueOf(request, 'status'), after: 'closed' }] : []),
  ];
}

/** What was changed: as read back, of the fields that rows of a list carry. */
export function changesMade(
  before: SdpRequest,
  after: SdpRequest,
  change: Pick<BulkChange, 'fields' | 'labels'>,
): FieldChange[] {
  const listed = changesBetween(before, after, []).filter(({ field }) => field in SHOWN || COMPUTED.has(field));
  return [...listed, ...ownChanges(before, change)];
}

/** Fields that change with others, and are worth telling. */
const COMPUTED = new Set(['priority', 'subcategory', 'item']);

export function isFinished({ status }: SdpRequest): boolean {
  return status !== null && isClosed(status);
}

type Show = ((fields: RequestFields) => string | undefined) & { readonly key: keyof RequestFields };

const shown = (key: keyof RequestFields, read: (fields: RequestFields) => string | null | undefined): Show =>
  Object.assign((fields: RequestFields) => read(fields) ?? undefined, { key });

/** The fields that can be set on many tickets, by the names of the tools' arguments. */
const SHOWN: Readonly<Record<string, Show>> = {
  status: shown('status', ({ status }) => status?.name),
  priority: shown('priority', ({ priority }) => priority?.name),
  urgency: shown('urgency', ({ urgency }) => urgency?.name),
  impact: shown('impact', ({ impact }) => impact?.name),
  level: shown('level', ({ level }) => level?.name),
  mode: shown('mode', ({ mode }) => mode?.name),
  request_type: shown('requestType', ({ requestType }) => requestType?.name),
  category: shown('category', ({ category }) => category?.name),
  subcategory: shown('subcategory', ({ subcategory }) => subcategory?.name),
  item: shown('item', ({ item }) => item?.name),
  group: shown('group', ({ group }) => group?.name),
  site: shown('site', ({ site }) => site?.name),
  technician: shown('technician', ({ technician }) => technician?.name ?? technician?.email_id ?? technician?.id),
  due_by: shown('dueBy', ({ dueBy }) => isoTime(dueBy ?? null)),
};

const EMPTY = {} as const;

function valueOf(request: SdpRequest, name: string): { readonly before?: string } {
  const value =
    name === 'due_by'
      ? isoTime(request.due_by_time)
      : name === 'technician'
        ? request.technician && nameOf(request.technician)
        : nameIn(request[name as 'status']);
  return value ? { before: value } : EMPTY;
}

function nameIn(lookup: { readonly name: string | null; readonly id: string } | null): string | null {
  return lookup && cleanLine(lookup.name ?? lookup.id, 120);
}

/** The portal's own fields; what stood in them before is not read. */
function ownChanges(request: SdpRequest, { fields, labels }: Pick<BulkChange, 'fields' | 'labels'>): FieldChange[] {
  if (fields.udfFields === undefined || !differing(request, fields).includes('udfFields')) return [];
  return Object.entries(fields.udfFields).map(([key, value]) => ({
    field: ownFieldName(key, labels),
    after: ownText(value),
  }));
}

function ownText(value: unknown): string {
  if (value instanceof Date) return isoTime(value) ?? '';
  return value === null ? 'empty' : cleanLine(JSON.stringify(value).replace(/^"|"$/g, ''));
}
