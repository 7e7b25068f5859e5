import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { SimulatorError } from '../common/simulator.error.js';
import type { AccountsAnswer, AccountsRequest } from './accounts-exchange.js';
import type { AccountsState } from './accounts-state.js';
import { consolePage } from './console-page.js';
import { areGrantable, readScopes } from './scopes.js';

/** Reference A.2: 3 minutes unless chosen otherwise. */
const DEFAULT_MINUTES = 3;
const LONGEST_MINUTES = 10;

export interface GrantTokenOptions {
  /** The scopes the server asks for by default when absent. */
  readonly scopes?: readonly string[];
  /** Lifetime, 1 to 10; 3 when absent. */
  readonly minutes?: number;
}

/**
 * The console's "Generate Code" for a Self Client (reference A.2).
 *
 * @throws SimulatorError where the console would refuse.
 */
export function generateCode(
  { clients, codes, settings }: AccountsState,
  clientId: string,
  { scopes = DEFAULT_SCOPES, minutes = DEFAULT_MINUTES }: GrantTokenOptions = {},
): string {
  const client = clients.get(clientId);
  if (client.kind !== 'self') throw new SimulatorError('Only a Self Client has Generate Code');
  if (!areGrantable(scopes, settings.refusedScopes)) {
    throw new SimulatorError(`invalid_scope: the console does not offer all of ${scopes.join(',')}`);
  }
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_MINUTES)) {
    throw new SimulatorError(`A code lives 1 to ${LONGEST_MINUTES} minutes, not ${minutes}`);
  }
  const code = codes.create(
    { clientId, user: client.user, scopes, minutes, offline: true },
    settings.grantCodesPerTenMinutes,
  );
  if (!code) throw new SimulatorError('access_denied: this client made too many codes in the last ten minutes');
  return code.value;
}

/** `GET /console`: a page with a button, for a person who tries the server against the simulator. */
export function answerConsole({ clients }: AccountsState): AccountsAnswer {
  return { status: 200, body: consolePage(clients.list().filter(({ kind }) => kind === 'self')) };
}

/** `POST /console/grant-token` (`client_id`, `client_secret`, `scope`, `minutes`): Generate Code for scripts. */
export function answerGenerateCode(state: AccountsState, { params }: AccountsRequest): AccountsAnswer {
  const clientId = params.get('client_id') ?? '';
  const client = state.clients.find(clientId);
  if (!client || client.clientSecret !== params.get('client_secret')) {
    return { status: 403, body: { error: 'No such client, or another secret' } };
  }
  const scope = params.get('scope');
  const minutes = Number(params.get('minutes') ?? DEFAULT_MINUTES);
  try {
    const code = generateCode(state, clientId, {
      scopes: scope === undefined ? DEFAULT_SCOPES : readScopes(scope),
      minutes,
    });
    return { status: 200, body: { code, expires_in: minutes * 60 } };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { status: 400, body: { error: error.message } };
  }
}
