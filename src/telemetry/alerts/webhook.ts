import { type Dispatcher, request } from 'undici';
import { outgoingAgent, type ProxyConfig } from '../../common/network/outgoing-agent.js';
import type { Clock } from '../../common/time/clock.js';
import type { AlertWebhook } from '../../config/app-config.js';
import type { Alert } from './alert.entity.js';
import { alertWords } from './alert-words.js';
import { SIGNATURE_HEADER, signatureOf } from './signature.js';

/** From the connection to the last byte of the answer. */
const LONGEST_DELIVERY_MS = 5_000;

/** The operator's receiver of alerts. Follows no redirect: one would carry a signed body elsewhere. */
export class Webhook {
  private readonly agent: Dispatcher;

  constructor(
    private readonly target: AlertWebhook,
    private readonly clock: Clock,
    proxy?: ProxyConfig,
  ) {
    this.agent = outgoingAgent({ connectMs: LONGEST_DELIVERY_MS, connections: 5, pipelining: 1 }, proxy);
  }

  /** Undefined when the receiver took it; otherwise the status or the error code, for the log. */
  async deliver(alert: Alert): Promise<string | undefined> {
    const body = JSON.stringify(bodyOf(alert));
    try {
      const { statusCode, body: answer } = await request(this.target.url, {
        dispatcher: this.agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [SIGNATURE_HEADER]: signatureOf(body, this.target.secret, this.clock.nowMs()),
        },
        body,
        signal: AbortSignal.timeout(LONGEST_DELIVERY_MS),
      });
      await answer.dump();
      return statusCode >= 200 && statusCode < 300 ? undefined : `status ${statusCode}`;
    } catch (error) {
      // The message of an error can hold the address, and the address a secret.
      const code = (error as { code?: unknown }).code;
      return typeof code === 'string' ? code : 'timeout';
    }
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

function bodyOf({ id, type, occurredAt, connectionId, circuit, code }: Alert): Record<string, unknown> {
  return {
    id,
    type,
    at: occurredAt.toISOString(),
    ...(connectionId === null ? {} : { connectionId }),
    ...(circuit === null ? {} : { circuit }),
    ...(code === null ? {} : { code }),
    ...alertWords[type],
  };
}
