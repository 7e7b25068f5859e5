import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import type { UserRef } from '../people/user.schema.js';
import { SdpOutcomeUnknownError } from '../sdp-api.errors.js';
import type { AnsweredWrites } from './answered-writes.js';
import type { RequestFields } from './request-fields.js';
import { SdpRequest } from './request.schema.js';
import { REQUEST_LIST_FIELDS } from './request-list-fields.js';

const RequestRows = rowsOf(SdpRequest, 'requests');
/** How far SDP's clock may be behind ours, in ms. */
const CLOCK_TOLERANCE_MS = 5_000;
/** A call ends within 45 s. What SDP made later than this after it was sent, somebody else asked for. In ms. */
const LATEST_EFFECT_MS = 120_000;
/** Equal requests that are looked at; more of them in two minutes cannot be told apart anyway. */
const MOST_EQUALS = 25;

/**
 * Runs a write; when its answer was lost, looks for its effect, and gives what was found as if it had been answered.
 *
 * @param find undefined when the effect is not there, or cannot be told from somebody else's
 * @param check where a person would look, see `OutcomeUnknownOptions`
 * @throws SdpOutcomeUnknownError when nothing was found or the look failed too
 */
export async function orLookedUp<T>(
  write: () => Promise<T>,
  find: () => Promise<T | undefined>,
  check: string,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof SdpOutcomeUnknownError)) throw error;
    const options = { cause: error, check, ...(error.upstreamStatus && { upstreamStatus: error.upstreamStatus }) };
    const found = await find().catch(() => {
      throw new SdpOutcomeUnknownError({ ...options, look: 'not_possible' });
    });
    if (found === undefined) throw new SdpOutcomeUnknownError({ ...options, look: 'not_found' });
    return found;
  }
}

/** The earliest time, in ms since the epoch, that SDP may give for what a write sent at that time made. */
export function earliestEffect(sentAt: Date): number {
  return sentAt.getTime() - CLOCK_TOLERANCE_MS;
}

/** Was it made so shortly after that it can be the effect of a write? Null, where SDP does not say when, is no yes. */
export function isEffectOf(madeAt: Date | null, sentAt: Date): boolean {
  if (madeAt === null) return false;
  return madeAt.getTime() >= earliestEffect(sentAt) && madeAt.getTime() <= sentAt.getTime() + LATEST_EFFECT_MS;
}

/** May something that SDP made at `madeAt` be the effect of a write sent at `sentAt`? Null: SDP does not say when. */
export function isSince(madeAt: Date | null, sentAt: Date): boolean {
  return madeAt === null || madeAt.getTime() >= sentAt.getTime() - CLOCK_TOLERANCE_MS;
}

/**
 * Looks for a request whose creation was sent and whose answer was lost. Undefined when there is none, and also when
 * there are several: one of them may be somebody else's.
 * @param sentAt by our clock, before it was sent
 */
export async function findCreated(
  send: Send,
  fields: RequestFields,
  { sentAt, answered }: { readonly sentAt: Date; readonly answered: AnsweredWrites },
): Promise<SdpRequest | undefined> {
  if (fields.subject === undefined) return undefined;
  const where: Criterion[] = [
    { field: 'subject', condition: 'is', values: [fields.subject] },
    { field: 'created_time', condition: 'greater or equal', values: [sentAt.getTime() - CLOCK_TOLERANCE_MS] },
    ...(fields.requester ? [byRequester(fields.requester)] : []),
  ];
  const { rows } = await send(
    listOperation({
      path: ['requests'],
      rows: RequestRows,
      where: { all: where },
      fields: REQUEST_LIST_FIELDS,
      rowCount: MOST_EQUALS,
    }),
  );
  const candidates = rows.filter(
    ({ id, created_time: at }) =>
      !answered.has(id) && (at === null || at.getTime() <= sentAt.getTime() + LATEST_EFFECT_MS),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

function byRequester({ id, email_id, name }: UserRef): Criterion {
  if (id !== undefined) return { field: 'requester.id', condition: 'is', values: [id] };
  if (email_id) return { field: 'requester.email_id', condition: 'is', values: [email_id] };
  return { field: 'requester.name', condition: 'is', values: name ? [name] : [] };
}
