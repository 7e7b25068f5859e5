import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { seedStore } from './seed-store.js';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const DAY_MS = 24 * 3_600_000;

let store: SdpStore;
let requests: RequestRow[];

beforeAll(() => {
  store = seedStore({ seed: 1, now: NOW });
  requests = [...store.requests.values()];
});

describe('the seeded portal', () => {
  it('is the same for the same seed and time, and another for another seed', () => {
    const subjects = (seed: number) =>
      [...seedStore({ seed, now: NOW }).requests.values()].map(({ subject }) => subject).join('|');

    expect(subjects(1)).toBe(requests.map(({ subject }) => subject).join('|'));
    expect(subjects(2)).not.toBe(subjects(1));
  });

  it('holds 300 tickets of half a year, numbered in the order they came', () => {
    const times = requests.map(({ created_time }) => created_time);

    expect(requests.map(({ display_id }) => Number(display_id))).toEqual(
      Array.from({ length: 300 }, (_, index) => 30_931 + index),
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]!).toBeGreaterThan(NOW - 190 * DAY_MS);
    expect(times[0]!).toBeLessThan(NOW - 150 * DAY_MS);
    expect(times.at(-1)!).toBeGreaterThan(NOW - DAY_MS);
  });

  it('lets nothing happen in the future or before its ticket', () => {
    for (const request of requests) {
      const events = [
        ...[request.assigned_time, request.responded_time, request.resolved_time, request.completed_time],
        ...[request.last_updated_time, request.created_time],
        ...store.conversations.of(request.id).map(({ sent_time }) => sent_time),
        ...store.notes.of(request.id).map(({ created_time }) => created_time),
      ].filter((time) => time !== null);

      expect(Math.max(...events)).toBeLessThanOrEqual(NOW);
      expect(Math.min(...events)).toBe(request.created_time);
    }
  });

  it.each([
    ['open', 15, ({ status }: RequestRow) => status.internal_name === 'Open'],
    ['in progress', 15, ({ status }: RequestRow) => status.internal_name === 'In Progress'],
    ['on hold', 5, ({ status }: RequestRow) => status.internal_name === 'Onhold'],
    ['resolved', 5, ({ status }: RequestRow) => status.internal_name === 'Resolved'],
    ['closed', 150, ({ status }: RequestRow) => status.internal_name === 'Closed'],
    ['cancelled', 5, ({ status }: RequestRow) => status.internal_name === 'Cancelled'],
    ['unassigned', 5, (row: RequestRow) => row.status.in_progress && !row.technician],
    ['overdue', 5, (row: RequestRow) => row.status.in_progress && !row.status.stop_timer && row.due_by_time! < NOW],
    ['open and Dana Reyes', 8, (row: RequestRow) => row.status.in_progress && row.technician?.name === 'Dana Reyes'],
    ['of somebody who left', 1, (row: RequestRow) => row.technician?.deleted ?? false],
    ['with a resolution', 100, ({ resolution }: RequestRow) => Boolean(resolution?.content)],
    ['with notes', 80, ({ has_notes }: RequestRow) => has_notes],
  ])('has tickets that are %s, at least %i', (_kind, least, holds) => {
    expect(requests.filter(holds).length).toBeGreaterThanOrEqual(least);
  });

  it('quotes and signs mail as mail programs do', () => {
    const mails = requests.flatMap(({ id }) => store.conversations.of(id).map(({ description }) => description));

    for (const mark of [
      /On \w{3}, .* wrote:/,
      /<blockquote/,
      /-----Original Message-----/,
      /&gt; /,
      /-- <br \/>/,
      /Sent from my iPhone/,
      /Best regards/,
    ]) {
      expect(mails.filter((mail) => mark.test(mail)).length).toBeGreaterThan(10);
    }
  });

  it('holds tickets that talk to the program that reads them', () => {
    const text = requests.map(({ subject, description }) => `${subject} ${description ?? ''}`).join('\n');

    for (const mark of ['Ignore all previous instructions', '\u200b', '\u202e', '\u{e0063}', '<!-- tool:']) {
      expect(text).toContain(mark);
    }
  });

  it('fills every brace of every scenario', () => {
    const texts = requests.flatMap(({ id, subject, description }) => [
      subject,
      description ?? '',
      ...store.notes.of(id).map((note) => note.description),
    ]);

    for (const text of texts) expect(text).not.toMatch(/\{\w+\}/);
  });
});
