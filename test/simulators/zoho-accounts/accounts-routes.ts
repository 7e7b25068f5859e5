import { type AccountsAnswer, type AccountsRequest, errorPage } from './accounts-exchange.js';
import type { AccountsState } from './accounts-state.js';
import { answerConsole, answerGenerateCode } from './api-console.js';
import { answerChange, CHANGE_PATHS } from './client-changes.js';
import { answerConsent } from './consent-endpoint.js';
import { Refusal } from './refusal.js';
import { answerRevoke, answerRevokeByClient } from './revoke-endpoint.js';
import { tokenAnswer } from './token-answer.js';
import { grantToken, type Issued } from './token-endpoint.js';

export const TOKEN_PATH = '/oauth/v2/token';

type Route = (state: AccountsState, request: AccountsRequest) => AccountsAnswer;

/** Every address but the token endpoint's (reference E.1). */
const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET /oauth/v2/auth', answerConsent],
  ['POST /oauth/v2/token/revoke', answerRevoke],
  ['POST /oauth/v2/revoke/token', answerRevokeByClient],
  ['GET /oauth/serverinfo', answerServerInfo],
  ['GET /console', answerConsole],
  ['POST /console/grant-token', answerGenerateCode],
  ...CHANGE_PATHS.map((path) => [`POST ${path}`, answerChange] as const),
]);

/** Is this one of the simulator's own addresses, which no fault hits? */
export function isConsole({ path }: { readonly path: string }): boolean {
  return path === '/console' || path.startsWith('/console/');
}

/** Answers by method and path; what the vendor does not have is an HTML page with status 404 or 405. */
export function route(state: AccountsState, request: AccountsRequest): AccountsAnswer {
  const found = ROUTES.get(`${request.method} ${request.path}`);
  if (found) return found(state, request);
  const known = [...ROUTES.keys(), `POST ${TOKEN_PATH}`].some((key) => key.endsWith(` ${request.path}`));
  return known ? errorPage(405, 'Method not allowed') : errorPage(404, 'Page not found');
}

/** The token endpoint's answer, with what the meter notes of it. */
export function answerToken(
  state: AccountsState,
  request: AccountsRequest,
): { readonly answer: AccountsAnswer; readonly outcome: string; readonly issued?: Issued } {
  try {
    const issued = grantToken(state, request.params);
    return { answer: { status: 200, body: tokenAnswer(state, issued) }, outcome: 'issued', issued };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { answer: { status: error.status, body: error.body }, outcome: error.body.error };
  }
}

/** Reference A.1: a list of the data centers' domains. */
function answerServerInfo({ locations }: AccountsState): AccountsAnswer {
  return { status: 200, body: { result: 'success', locations } };
}
