import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectors } from '../../support/sdk-clients.js';
import { playDialogue } from './dialogue.js';
import { headersOf, setStage, type Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

describe.each(Object.entries(connectors))('a technician with the %s', (_name, connect) => {
  it('connects, sets up in the conversation and works a ticket to its end', async () => {
    const technician = stage.simulators.newTechnician();
    const client = await connect(stage.url, headersOf(technician));

    // A client that has read the list checks answers, failures included, against the output schemas in it.
    expect((await client.listTools()).length).toBeGreaterThan(10);
    await playDialogue((name, args) => client.callTool(name, args), technician, stage.simulators);

    await client.close();
  });
});
