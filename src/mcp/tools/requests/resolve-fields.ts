import type { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { RequestFields } from '../../../sdp-api/requests/request-fields.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { DateWords } from '../../search/date-words.js';
import { cleanLine } from '../../text/clean-text.js';
import type { fieldParams } from './field-params.js';
import { ownFieldValues } from './own-field-values.js';
import { ToolInputError } from '../tool.errors.js';

/** Arguments of `fieldParams`, parsed. */
export type FieldInput = z.output<z.ZodObject<typeof fieldParams>>;

/** Where subcategories and items hang, when the caller does not name the category. */
export interface PresentClassification {
  readonly category: LookupRef | null;
  readonly subcategory: LookupRef | null;
}

export interface ResolveContext {
  readonly sdp: SdpApi;
  readonly now: Date;
  /** Of the request that is changed; undefined for a new one. */
  readonly present?: PresentClassification;
}

/**
 * Turns names, mail addresses and dates into what SDP takes.
 *
 * @throws UnknownNameError, AmbiguousNameError with the closest names; ToolInputError for arguments that contradict
 */
export async function resolveFields(input: FieldInput, { sdp, now, present }: ResolveContext): Promise<RequestFields> {
  const { lookups } = sdp;
  const dates = new DateWords(now, input.time_zone);
  const when = <T>(text: string | undefined, look: (text: string) => Promise<T>) =>
    text === undefined ? undefined : look(text);

  const technician = oneOf(input, ['technician', 'technician_email', 'technician_id']);
  const requester = oneOf(input, ['requester', 'requester_email']);
  const [
    status,
    priority,
    urgency,
    impact,
    level,
    mode,
    requestType,
    group,
    site,
    classification,
    to,
    from,
    udfFields,
  ] = await Promise.all([
    when(input.status, (text) => lookups.status(text)),
    when(input.priority, (text) => lookups.priority(text)),
    when(input.urgency, (text) => lookups.urgency(text)),
    when(input.impact, (text) => lookups.impact(text)),
    when(input.level, (text) => lookups.level(text)),
    when(input.mode, (text) => lookups.mode(text)),
    when(input.request_type, (text) => lookups.requestType(text)),
    when(input.group, (text) => lookups.group(text)),
    when(input.site, (text) => lookups.site(text)),
    classify(input, sdp, present),
    when(technician, (text) => lookups.technician(text)),
    when(requester, (text) => lookups.requester(text)),
    input.udf_fields === undefined ? undefined : ownFieldValues(input.udf_fields, { sdp, dates }),
  ]);

  return given({
    description: input.description === undefined ? undefined : htmlFromText(input.description),
    ...{ status, priority, urgency, impact, level, mode, requestType, group, site },
    ...classification,
    technician: to,
    requester: from,
    dueBy: input.due_by === undefined ? undefined : dates.deadline(input.due_by, 'due_by'),
    impactDetails: input.impact_details === undefined ? undefined : cleanLine(input.impact_details),
    emailIdsToNotify: input.email_ids_to_notify,
    udfFields,
  });
}

/** Category, subcategory and item, each looked up under the one above it. */
export async function classify(
  input: Pick<FieldInput, 'category' | 'subcategory' | 'item'>,
  { lookups }: SdpApi,
  present: PresentClassification | undefined,
): Promise<Pick<RequestFields, 'category' | 'subcategory' | 'item'>> {
  const category = input.category === undefined ? undefined : await lookups.category(input.category);
  if (input.subcategory === undefined && input.item === undefined) return given({ category });

  const above = category ?? present?.category;
  if (!above) {
    throw new ToolInputError(
      'A subcategory belongs to a category.',
      'Give category together with subcategory and item.',
    );
  }
  const subcategory = input.subcategory === undefined ? undefined : await lookups.subcategory(input.subcategory, above);
  if (input.item === undefined) return given({ category, subcategory });

  const parent = subcategory ?? (category === undefined ? present?.subcategory : undefined);
  if (!parent) throw new ToolInputError('An item belongs to a subcategory.', 'Give subcategory together with item.');
  return given({ category, subcategory, item: await lookups.item(input.item, above, parent) });
}

type PersonKey = 'technician' | 'technician_email' | 'technician_id' | 'requester' | 'requester_email';

/** The one of several names for one thing that was used. @throws ToolInputError when two of them differ */
function oneOf(input: Pick<FieldInput, PersonKey>, names: readonly PersonKey[]): string | undefined {
  const used = names.filter((name) => input[name] !== undefined);
  const values = new Set(used.map((name) => input[name]));
  if (values.size > 1) {
    throw new ToolInputError(`${used.join(' and ')} contradict each other.`, `Give ${names[0] ?? ''} alone.`);
  }
  return [...values][0];
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
