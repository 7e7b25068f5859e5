import { createHmac, timingSafeEqual } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Alert } from '../../../src/telemetry/alerts/alert.entity.js';
import { alertWords } from '../../../src/telemetry/alerts/alert-words.js';
import { signatureOf } from '../../../src/telemetry/alerts/signature.js';
import { Webhook } from '../../../src/telemetry/alerts/webhook.js';
import { readDocument } from '../../docs-check/documents.js';
import { FakeClock } from '../../support/fake-clock.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const { blocks, codeSpans } = readDocument('docs/ALERTS.md');
const blockIn = (language: string): string => blocks.find((block) => block.language === language)!.text;

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(() => receiver.close());

describe('docs/ALERTS.md', () => {
  it('shows a body as the server sends it', async () => {
    const { at, ...shown } = JSON.parse(blockIn('json')) as Record<string, string>;
    const alert = { ...shown, occurredAt: new Date(at!), circuit: null } as unknown as Alert;

    const webhook = new Webhook(receiver, new FakeClock());
    await webhook.deliver(alert);
    await webhook.close();

    expect(receiver.alerts).toEqual([{ ...shown, at, ...alertWords[alert.type] }]);
  });

  it('names every type of alert', () => {
    expect(codeSpans).toEqual(expect.arrayContaining(Object.keys(alertWords)));
  });

  it('checks a signature as its code says', () => {
    const [, body] = /^import[^\n]*\n([\s\S]*)$/.exec(blockIn('js')) ?? [];
    const isGenuine = runInNewContext(`${body}; isGenuine`, { createHmac, timingSafeEqual, Buffer }) as (
      header: string,
      body: string,
      secret: string,
    ) => boolean;
    const nowMs = Date.now();

    expect(isGenuine(signatureOf('{}', 'a secret', nowMs), '{}', 'a secret')).toBe(true);
    expect(isGenuine(signatureOf('{}', 'another', nowMs), '{}', 'a secret')).toBe(false);
    expect(isGenuine(signatureOf('{}', 'a secret', nowMs - 301_000), '{}', 'a secret')).toBe(false);
  });
});
