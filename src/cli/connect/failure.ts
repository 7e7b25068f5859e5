import { type JSONRPCErrorResponse, type RequestId, SdkHttpError } from '@modelcontextprotocol/client';
import { explainNetworkFailure } from '../network-failure.js';
import { RefusedError, SessionGoneError, StreamTimeoutError } from './sse-session.js';

/** Why a request got no answer, as the client is told. */
export interface Failure {
  /** One of JSON-RPC's codes for the server's own use. */
  readonly code: number;
  /** A word for programs, such as `SERVER_AWAY`. */
  readonly reason: string;
  /** What is wrong, and what to do. */
  readonly message: string;
  /** True when the server has not looked at the request and may do so in a moment. */
  readonly passes?: boolean;
}

const SERVER_ERROR = -32_000;

export const BROKEN_OFF: Failure = {
  code: SERVER_ERROR,
  reason: 'CONNECTION_LOST',
  message:
    'The connection to the server broke before its answer came. The server may have done what was asked: look before you repeat a call that changes something.',
};

export function failure(reason: string, message: string, passes = false): Failure {
  return { code: SERVER_ERROR, reason, message, passes };
}

export function errorResponse(id: RequestId, { code, reason, message }: Failure): JSONRPCErrorResponse {
  return { jsonrpc: '2.0', id, error: { code, message, data: { reason } } };
}

/** @param origin of the server, as it may be shown; @param hasKey whether an access key was sent */
export function explainFailure(error: unknown, { origin, hasKey }: { origin: string; hasKey: boolean }): Failure {
  if (error instanceof SessionGoneError)
    return failure('SERVER_AWAY', `The session with ${origin} ended. Try again.`, true);
  if (error instanceof StreamTimeoutError) {
    return failure('STREAM_HELD', `${origin} opened no event stream in time. Look at any proxy in between.`);
  }
  if (error instanceof SdkHttpError) {
    return explainStatus(error.status, textOf(error), { origin, hasKey });
  }
  if (error instanceof RefusedError) return explainStatus(error.status, error.text, { origin, hasKey });
  const network = explainNetworkFailure(error, origin);
  if (network.kind === 'broken') return BROKEN_OFF;
  return failure(REASONS[network.kind], network.message, network.kind === 'away');
}

const REASONS = {
  away: 'SERVER_AWAY',
  'unknown-host': 'UNKNOWN_HOST',
  tls: 'TLS',
  timeout: 'SERVER_SLOW',
} as const;

function explainStatus(status: number, text: string, { origin, hasKey }: { origin: string; hasKey: boolean }): Failure {
  const said = readBody(text);
  if (status === 401) {
    return failure(
      'ACCESS_KEY_REQUIRED',
      hasKey
        ? `${origin} does not accept the access key in SDP_ACCESS_KEY. Ask its administrator for the present one, and restart this client.`
        : `${origin} asks for an access key of its own. Ask its administrator for it, put it into SDP_ACCESS_KEY, and restart this client.`,
    );
  }
  if (status === 404 || status === 405) {
    return failure(
      'NOT_THIS_SERVER',
      `${origin} answers, but not as a ServiceDesk Plus MCP server (HTTP ${status}). Look at the address, also at the path before /mcp.`,
    );
  }
  if (said !== undefined) return failure(said.code, `${said.message} ${said.resolution}`);
  return failure(
    `HTTP_${status}`,
    status >= 500
      ? `${origin} answered HTTP ${status}: the server, or a proxy before it, has trouble. Try again in a moment.`
      : `${origin} refused the request with HTTP ${status}. Look at the address and at any proxy in between.`,
  );
}

function textOf({ data }: SdkHttpError): string {
  return typeof data.text === 'string' ? data.text : '';
}

/** The server's own words. */
function readBody(text: string): { code: string; message: string; resolution: string } | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: Record<string, unknown> };
    const { code, message, resolution } = error ?? {};
    if (typeof code === 'string' && typeof message === 'string' && typeof resolution === 'string') {
      return { code, message, resolution };
    }
  } catch {
    // Not one of this server's answers.
  }
  return undefined;
}
