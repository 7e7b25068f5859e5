import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'X-SDP-Signature';

/**
 * `t=<seconds since the epoch>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`, as Stripe signs its webhooks: the time is signed
 * as well, so that a receiver can refuse what is replayed.
 */
export function signatureOf(body: string, secret: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
