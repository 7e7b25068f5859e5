import { describe, expect, it } from '@jest/globals';
import { sampleEvents } from '../../../test/support/sample-events.js';
import type { ServerEvent, ServerEventType } from '../../common/events/server-event.js';
import { allowedFields } from '../../common/logging/log-fields.js';
import { type EventLine, eventLines, type LineLevel } from './event-lines.js';

function lineOf(event: ServerEvent): { level: LineLevel; fields: Record<string, unknown> } | undefined {
  const line = eventLines[event.type] as EventLine<ServerEventType> | undefined;
  if (!line) return undefined;
  return { level: typeof line.level === 'function' ? line.level(event) : line.level, fields: line.fields(event) };
}

describe('the line of an event', () => {
  it.each(Object.values(sampleEvents))('has allowed fields only, so that none is dropped ($type)', (event) => {
    const fields = lineOf(event)?.fields ?? {};

    expect(allowedFields(fields)).toEqual(fields);
  });

  it('is quiet for a refresh as usual, and tells of one that ends failures', () => {
    expect(lineOf(sampleEvents.token_refreshed)).toMatchObject({
      level: 'debug',
      fields: { outcome: 'ok', attempt: 1 },
    });
    expect(lineOf({ ...sampleEvents.token_refreshed, failuresBefore: 3 })).toMatchObject({
      level: 'log',
      fields: { outcome: 'recovered', attempt: 4 },
    });
  });

  it('warns of a refresh that failed, with its reason and how many failed in a row', () => {
    expect(lineOf(sampleEvents.token_refresh_failed)).toEqual({
      level: 'warn',
      fields: {
        connectionId: sampleEvents.token_refresh_failed.connectionId,
        dataCenter: 'eu',
        trigger: 'caller',
        outcome: 'throttled',
        reason: 'throttled',
        attempt: 2,
      },
    });
  });

  it('is left out for what is counted and not logged', () => {
    expect(lineOf(sampleEvents.tool_called)).toBeUndefined();
    expect(lineOf(sampleEvents.sdp_answered)).toBeUndefined();
  });

  it.each(['done', 'cancelled'] as const)('does not warn of a deferred write that ended as %s', (outcome) => {
    expect(lineOf({ ...sampleEvents.deferred_write_ended, outcome })?.level).toBe('log');
    expect(lineOf(sampleEvents.deferred_write_ended)?.level).toBe('warn');
  });
});
