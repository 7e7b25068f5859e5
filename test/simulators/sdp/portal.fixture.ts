import { FakeClock } from '../../support/fake-clock.js';
import { SdpSimulator } from './sdp.simulator.js';
import type { SdpSettings } from './settings.js';

export const DANA = 'dana.reyes@example.com';

/** Tokens of the specs: who they speak for, and with which scopes. */
const TOKENS: Record<string, { user: string; scopes: string[] }> = {
  'dana-all': {
    user: DANA,
    scopes: [
      ...['requests', 'users', 'technicians', 'setup', 'solutions', 'problems', 'changes', 'releases', 'projects'],
      ...['assets', 'cmdb', 'contracts', 'purchases'],
    ].map((area) => `SDPOnDemand.${area}.ALL`),
  },
  'dana-requests': { user: DANA, scopes: ['SDPOnDemand.requests.ALL'] },
  'dana-reads': { user: DANA, scopes: ['SDPOnDemand.requests.READ'] },
  'dana-users': { user: DANA, scopes: ['SDPOnDemand.users.READ'] },
  'dana-technicians': { user: DANA, scopes: ['SDPOnDemand.technicians.READ'] },
  'dana-general': { user: DANA, scopes: ['SDPOnDemand.general.ALL'] },
  'sean-all': { user: 'sean.oconnor@example.com', scopes: ['SDPOnDemand.requests.ALL'] },
  'maria-all': { user: 'maria.garcia@example.com', scopes: ['SDPOnDemand.requests.ALL'] },
  stranger: { user: 'nobody@elsewhere.example', scopes: ['SDPOnDemand.requests.ALL'] },
};

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body; undefined when it is no JSON. */
  readonly body: Body;
}

/** Bodies are read loosely: what is in them is what the specs are about. */
type Body = ReturnType<typeof JSON.parse>;

interface CallOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Where `input_data` goes; default: the query for GET and DELETE, the form body otherwise. */
  readonly inputIn?: 'query' | 'form';
  readonly query?: Record<string, string>;
  /** Replaces the body. */
  readonly body?: string;
  /** Before `/api/v3`; default `/app/itdesk`. */
  readonly portal?: string;
}

export interface SimulatedPortal {
  readonly sdp: SdpSimulator;
  readonly clock: FakeClock;
  readonly call: (method: string, path: string, input?: unknown, options?: CallOptions) => Promise<WireAnswer>;
  readonly list: (path: string, listInfo?: object) => Promise<WireAnswer>;
}

const started: SdpSimulator[] = [];

/** A portal on 23 November 2026, 9:00 UTC, and a client that speaks the vendor's dialect as Dana Reyes. */
export async function startPortal(settings: Partial<SdpSettings> = {}): Promise<SimulatedPortal> {
  const clock = new FakeClock();
  const sdp = await SdpSimulator.start({ clock, introspect: (token) => TOKENS[token], settings });
  started.push(sdp);

  const call: SimulatedPortal['call'] = async (method, path, input, options = {}) => {
    const inputIn = options.inputIn ?? (method === 'GET' || method === 'DELETE' ? 'query' : 'form');
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    const query = new URLSearchParams(options.query);
    const form = new URLSearchParams();
    if (input !== undefined) (inputIn === 'query' ? query : form).set('input_data', text);
    const body = options.body ?? (form.size > 0 ? form : undefined);
    const response = await fetch(`${sdp.url}${options.portal ?? '/app/itdesk'}/api/v3${path}?${query.toString()}`, {
      method,
      headers: {
        accept: 'application/vnd.manageengine.sdp.v3+json',
        authorization: `Zoho-oauthtoken ${options.token ?? 'dana-all'}`,
        ...options.headers,
      },
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, text: answer, body: parse(answer) };
  };
  return { sdp, clock, call, list: (path, list_info = {}) => call('GET', path, { list_info }) };
}

function parse(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For `afterEach`. */
export async function closePortals(): Promise<void> {
  await Promise.all(started.splice(0).map((sdp) => sdp.close()));
}

/** The first message of a refusal, with the HTTP status. */
export function refusal({ status, body }: WireAnswer): Record<string, unknown> {
  return { http: status, ...body.response_status.messages[0] };
}
