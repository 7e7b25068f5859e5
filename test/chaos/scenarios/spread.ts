import { atMost, noted, type Scenario } from '../scenario.js';

const JITTER_MINUTES = 5;

export const spread: Scenario = {
  id: 'T-1.8',
  promise: 'Tokens made in one moment do not come due in one moment',
  stage: { replicas: 1 },
  async run(stage, size) {
    const count = size === 'short' ? 60 : 400;
    await stage.people(count);
    const rows = await stage.sql<{ minute: number }>(
      `SELECT floor(extract(epoch FROM (last_refreshed_at + interval '1 hour' - next_refresh_at)) / 60)::int AS minute
         FROM oauth_tokens`,
    );
    const minutes = new Map<number, number>();
    for (const { minute } of rows) minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    const most = Math.max(...minutes.values());
    return {
      measurements: [
        atMost(`most of ${count} due in one minute`, most, (2 * count) / JITTER_MINUTES),
        noted(
          'minutes before their end over which they are spread',
          [...minutes.keys()].sort((a, b) => a - b).join(' '),
        ),
      ],
    };
  },
};
