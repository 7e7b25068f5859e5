import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HealthReport } from '../../../src/health/health-report.js';
import { ConnectionService } from '../../../src/token/connection.service.js';
import { startApp, type TestApp } from '../../support/app.js';

describe('the health report', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('counts connections once for all who ask at the same time, and anew for who asks later', async () => {
    const connections = app.app.get(ConnectionService);
    const counts = connections.counts.bind(connections);
    let letGo: () => void = () => undefined;
    const heldBack = new Promise<void>((resolve) => (letGo = resolve));
    let counted = 0;
    connections.counts = async () => {
      counted += 1;
      await heldBack;
      return counts();
    };

    const report = app.app.get(HealthReport);
    const asking = Array.from({ length: 20 }, () => report.make());
    letGo();
    const answers = await Promise.all(asking);

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'ok'));
    expect(counted).toBe(1);
    await report.make();
    expect(counted).toBe(2);
  });
});
