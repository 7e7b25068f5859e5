import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import {
  SdpApiError,
  SdpForbiddenError,
  SdpNotFoundError,
  SdpScopeMissingError,
  SdpUnauthorizedError,
} from '../sdp-api.errors.js';
import { MeUnknownError, SdpInvalidInputError } from '../sdp-input.errors.js';
import { SdpUser } from './user.schema.js';

const UserAnswer = z.object({ user: SdpUser });
const AssignedRows = rowsOf(z.object({ technician: SdpUser.nullish() }), 'requests');

/**
 * The technician behind the token. SDP documents no way to ask for it, so this is inference, and both ways are safe:
 * 1. `GET /users/me`, which no page confirms. A 401 there may only mean that the path does not exist, so no token is
 *    renewed for it.
 * 2. The technician of a request in the view `My_Open`, which holds requests assigned to the caller.
 * @throws MeUnknownError when neither tells
 */
export async function findMe(send: Send): Promise<SdpUser> {
  return (await fromUsers(send)) ?? (await fromOwnRequests(send)) ?? unknown();
}

async function fromUsers(send: Send): Promise<SdpUser | undefined> {
  const { user } = await send({
    method: 'GET',
    path: ['users', 'me'],
    answer: UserAnswer,
    renewsToken: false,
  }).catch(untold);
  return user;
}

async function fromOwnRequests(send: Send): Promise<SdpUser | undefined> {
  const { rows = [] } = await send(
    listOperation({
      path: ['requests'],
      rows: AssignedRows,
      view: 'My_Open',
      fields: ['technician'],
      rowCount: 1,
    }),
  ).catch((error: unknown) => ({ ...untold(error), rows: undefined }));
  return rows[0]?.technician ?? undefined;
}

/** A refusal is an answer: not this way. Anything else, such as an outage, is not. */
function untold(error: unknown): { user: undefined } {
  const refused = [
    SdpNotFoundError,
    SdpForbiddenError,
    SdpScopeMissingError,
    SdpUnauthorizedError,
    SdpInvalidInputError,
  ];
  if (error instanceof SdpApiError && refused.some((kind) => error instanceof kind)) return { user: undefined };
  throw error;
}

function unknown(): never {
  throw new MeUnknownError();
}
