import { createHmac } from 'node:crypto';
import { readBody, startLoopbackServer } from '../simulators/common/loopback-server.js';

export interface ReceivedAlert {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly connectionId?: string;
  readonly circuit?: string;
  readonly code?: string;
  readonly message: string;
  readonly resolution: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly secret: string;
  /** What was taken, in order. */
  readonly alerts: ReceivedAlert[];
  /** Every body that arrived, taken or not, with its headers. */
  readonly requests: string[];
  /** Signatures that did not fit. */
  forged: number;
  /** Status of the next answers; 204 when it runs out. */
  readonly statuses: number[];
  /** Called with every request, before it is answered. */
  arrived: () => void;
  close(): Promise<void>;
}

/** A receiver of alerts as an operator would write one: it checks the signature before it reads. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const secret = 'canary-webhook-secret-0123456789';
  const alerts: ReceivedAlert[] = [];
  const requests: string[] = [];
  const statuses: number[] = [];
  const server = await startLoopbackServer(async (req, res) => {
    const body = await readBody(req);
    requests.push(`${JSON.stringify(req.rawHeaders)} ${body}`);
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(req.headers['x-sdp-signature'])) ?? [];
    if (createHmac('sha256', secret).update(`${time}.${body}`).digest('hex') !== signature) receiver.forged += 1;
    receiver.arrived();
    const status = statuses.shift() ?? 204;
    if (status === 204) alerts.push(JSON.parse(body) as ReceivedAlert);
    res.writeHead(status, { location: `${server.url}/elsewhere` }).end();
  });
  const receiver: WebhookReceiver = {
    url: `${server.url}/alerts`,
    secret,
    alerts,
    requests,
    forged: 0,
    statuses,
    arrived: () => undefined,
    close: () => server.close(),
  };
  return receiver;
}

/** The settings that send alerts there. */
export function webhookEnv({ url, secret }: Pick<WebhookReceiver, 'url' | 'secret'>): NodeJS.ProcessEnv {
  return { SDP_ALERT_WEBHOOK_URL: url, SDP_ALERT_WEBHOOK_SECRET: secret };
}
