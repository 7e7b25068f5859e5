import { expect } from '@jest/globals';
import type { SimulatedTechnician, Simulators } from '../../simulators/simulators.js';
import type { CallOutcome } from '../../support/sdk-clients.js';

/** Calls a tool through the client under test. */
export type CallTool = (name: string, args?: Record<string, unknown>) => Promise<CallOutcome>;

/**
 * A technician's first conversation, the same for every client: connected without set-up, instructions from the
 * first tool they happen to call, set-up with a grant token, then a ticket from its creation to its end.
 */
export async function playDialogue(
  callTool: CallTool,
  technician: SimulatedTechnician,
  simulators: Simulators,
): Promise<void> {
  const subject = `Scanner on floor 3, reported by ${technician.email}`;

  const first = await callTool('get_request', { request_id: '#1' });
  expect(first.isError).toBe(true);
  expect(first.structured).toMatchObject({ needsSetup: true, status: 'setup_required', code: 'SETUP_REQUIRED' });
  expect(first.text).toContain('1. Open https://api-console.zoho.com ');
  expect(first.text).toContain('Scope: SDPOnDemand.requests.ALL,');
  expect(first.text).toContain('complete_setup');

  const setup = await succeed(callTool, 'complete_setup', { grant_token: technician.grantToken() });
  expect(setup.structured).toMatchObject({ status: 'ready', needsSetup: false });

  const created = await succeed(callTool, 'create_request', {
    subject,
    description: 'It prints grey stripes.',
    requester: 'maria.garcia@example.com',
  });
  const number = String(created.structured['number']);
  expect(created.text).toContain(number);

  const replied = await succeed(callTool, 'reply_to_requester', {
    request_id: `#${number}`,
    reply_message: 'We are on our way with a new drum.',
  });
  expect(replied.text).toContain('maria.garcia@example.com');

  await succeed(callTool, 'close_request', { request_id: `#${number}`, resolution: 'Changed the drum.' });

  const read = await succeed(callTool, 'get_request', { request_id: `#${number}` });
  expect(read.text).toContain(subject);
  expect(read.text).toContain('Changed the drum.');
  expect(read.structured).toMatchObject({ number, subject, status: 'Closed' });

  const acting = simulators
    .sdp()
    .journal.filter(({ operation, user }) => operation === 'requests.create' && user === technician.email);
  expect(acting).toHaveLength(1);
}

async function succeed(callTool: CallTool, name: string, args: Record<string, unknown>): Promise<CallOutcome> {
  const outcome = await callTool(name, args);
  if (outcome.isError) throw new Error(`${name} answered: ${outcome.text}`);
  return outcome;
}
