import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { ReplicaBus } from '../../replicas/replica-bus.js';
import { Activity } from './activity.js';

const OTHER = { calls: 3, errors: 1, refreshes: 0, refreshFailures: 2, latency: Array<number>(17).fill(0) };

let clock: FakeClock;
let events: ServerEvents;
let bus: ReplicaBus;
let activity: Activity;

beforeEach(() => {
  clock = new FakeClock('2026-11-23T09:00:00Z');
  events = new ServerEvents();
  bus = new ReplicaBus('here-1');
  activity = new Activity(events, bus, clock);
});

function call(outcome: string, durationMs = 80): void {
  events.emit({ type: 'tool_called', tool: 'get_request', writes: false, outcome, durationMs });
}

function tick(): void {
  clock.advance(10_000);
  activity.tick();
}

const lastMinute = () => activity.report().minutes.at(-1);

describe('the activity of the last hour', () => {
  it('counts calls, those that ended with an error, and refreshes', () => {
    for (const outcome of ['ok', 'cancelled', 'SDP_NOT_FOUND']) call(outcome);
    const where = { connectionId: 'x', dataCenter: 'us', trigger: 'job' } as const;
    events.emit({ type: 'token_refreshed', ...where, durationMs: 1, leftMs: 1, failuresBefore: 0 });
    events.emit({ type: 'token_refresh_failed', ...where, verdict: 'transient', code: 'timeout', failures: 1 });
    tick();

    const counted = { calls: 3, errors: 1, refreshes: 1, refreshFailures: 1 };
    expect(lastMinute()).toMatchObject({ ...counted, at: clock.now() });
    expect(activity.report().hour).toMatchObject(counted);
    clock.advance(50_000);
    tick();
    expect(activity.report().minutes.at(-1)).toMatchObject({ calls: 0 });
    expect(activity.report().minutes.at(-2)).toMatchObject(counted);
    expect(activity.report().periods.at(-1)).toMatchObject(counted);
  });

  it('says what half of the calls and 95 % of them took', () => {
    for (let calls = 0; calls < 90; calls += 1) call('ok', 150);
    for (let calls = 0; calls < 10; calls += 1) call('ok', 4_000);
    tick();

    const { p50Ms, p95Ms } = lastMinute()!;
    expect(p50Ms).toBeGreaterThan(100);
    expect(p50Ms).toBeLessThanOrEqual(200);
    expect(p95Ms).toBeGreaterThan(3_000);
    expect(p95Ms).toBeLessThanOrEqual(5_000);
  });

  it('has no figures for the time before anybody was heard, and zeros for quiet seconds', () => {
    tick();

    const { minutes } = activity.report();
    expect(minutes).toHaveLength(60);
    expect(minutes.at(-2)).toMatchObject({ calls: null, p50Ms: null });
    expect(minutes.at(-1)).toMatchObject({ calls: 0, p50Ms: null });
  });

  it('adds what the other replicas tell', () => {
    call('ok');
    tick();
    bus.publish({ type: 'activity', replica: 'there-1', at: clock.nowMs() / 1_000, ...OTHER });

    expect(lastMinute()).toMatchObject({ calls: 4, errors: 1, refreshFailures: 2 });
    expect(activity.report().replicas).toEqual(['here-1', 'there-1']);
  });

  it.each([
    ['long ago', -600],
    ['to come', 600],
    ['between two samples', -3],
  ])('takes nothing that is said to be %s', (_, seconds) => {
    tick();
    bus.publish({ type: 'activity', replica: 'there-1', at: clock.nowMs() / 1_000 + seconds, ...OTHER });

    expect(activity.report().replicas).toEqual(['here-1']);
  });

  it('takes so many replicas and no more, whatever is made up', () => {
    tick();
    for (let made = 0; made < 200; made += 1) {
      bus.publish({ type: 'activity', replica: `made-${made}`, at: clock.nowMs() / 1_000, ...OTHER });
    }

    expect(activity.report().replicas).toHaveLength(64);
  });

  it('forgets what is older than an hour', () => {
    call('ok');
    tick();
    for (let minutes = 0; minutes < 61; minutes += 1) {
      clock.advance(50_000);
      tick();
    }

    expect(activity.report().hour.calls).toBe(0);
  });
});
