import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runInTerminal } from '../../support/terminal-run.js';
import { setStage, type Stage } from '../clients/stage.js';

/** DECTCEM of the terminals. */
const [SHOW_CURSOR, HIDE_CURSOR] = ['\u001b[?25h', '\u001b[?25l'];

const describeWithTerminals = process.platform === 'linux' ? describe : describe.skip;

describeWithTerminals('somebody at a terminal', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage?.close());

  it('is asked for everything, and neither secret nor grant token is shown while it is typed', async () => {
    const person = stage.simulators.newTechnician();
    const [secret, code] = [person.clientSecret, person.grantToken()];
    const run = runInTerminal(['setup', stage.url, '--client', 'cursor']);

    await run.type('Your Zoho data center', '\r');
    await run.type('Your portal', '\r');
    await run.type('Client ID', `${person.clientId}\r`);
    await run.type('Client Secret (not shown)', `${secret}\r`);
    await run.type('Grant token, the code', `${code}\r`);

    expect(await run.ended).toBe(0);
    expect(run.shown()).toContain(person.name);
    expect(run.shown()).toContain('*'.repeat(secret.length));
    for (const hidden of [secret, code]) expect(run.shown()).not.toContain(hidden.slice(-12));
    expect(run.shown()).toContain('\u001b[');
  });

  it('ends by Ctrl-C with the code of an interruption, and gets the cursor back', async () => {
    const run = runInTerminal(['setup', stage.url]);
    await run.type('Your Zoho data center', '\u0003');

    expect(await run.ended).toBe(130);
    expect(run.shown().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(run.shown().lastIndexOf(HIDE_CURSOR));
  });
});
