import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import type { UserRef } from '../people/user.schema.js';
import type { RequestFields } from './request-fields.js';
import { SdpRequest } from './request.schema.js';
import { REQUEST_LIST_FIELDS } from './request-list-fields.js';

const RequestRows = rowsOf(SdpRequest, 'requests');

/** How far SDP's clock may be behind ours, in ms. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Looks for a request whose creation was sent and whose answer was lost. Undefined when there is none, and also when
 * there are several: one of them may be somebody else's.
 * @param sentAt by our clock, before it was sent
 */
export async function findCreated(send: Send, fields: RequestFields, sentAt: Date): Promise<SdpRequest | undefined> {
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
      rowCount: 2,
    }),
  );
  return rows.length === 1 ? rows[0] : undefined;
}

function byRequester({ id, email_id, name }: UserRef): Criterion {
  if (id !== undefined) return { field: 'requester.id', condition: 'is', values: [id] };
  if (email_id) return { field: 'requester.email_id', condition: 'is', values: [email_id] };
  return { field: 'requester.name', condition: 'is', values: name ? [name] : [] };
}
