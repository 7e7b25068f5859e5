import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { ScopeVerb } from '../../../sdp-api/http/needed-scope.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { TASK_MODULES, type TaskFields, type TaskModule } from '../../../sdp-api/tasks/task.schema.js';
import type { TaskPlace } from '../../../sdp-api/tasks/tasks.api.js';
import { DateWords } from '../../search/date-words.js';
import { cleanLine } from '../../text/clean-text.js';
import { readDuration } from '../../text/durations.js';
import { quoted } from '../../text/markdown.js';
import { recordId, rowId } from '../parent-params.js';
import { longText, named, technician, timeZone } from '../params.js';
import { scopesBelow } from '../scopes-below.js';
import { ToolInputError } from '../tool.errors.js';

export const TASK_TOOLSETS = ['tasks', 'requests', 'problems', 'changes', 'releases', 'projects'] as const;

export const taskModule = z.enum(TASK_MODULES).default('request').describe('What kind of record id names');

/** A task without a record is no module's: it goes with what a technician works on. */
export function taskScopes(...verbs: readonly ScopeVerb[]) {
  return {
    scopes: [],
    moduleScopes: {
      byModule: scopesBelow([...TASK_MODULES, 'task'], ...verbs),
      of: ({ module, id }: { readonly module?: unknown; readonly id?: unknown }) =>
        id === undefined ? 'task' : String(module),
    },
  } as const;
}

/** Names one task. The record is for portals that show tasks below their record alone. */
export const taskRef = {
  task_id: rowId('Long id of the task, from list_tasks'),
  module: taskModule,
  id: recordId('The record it belongs to, only where the task is not found without it').optional(),
};

const moment = (what: string) => z.string().trim().min(1).max(80).describe(`${what}: 2026-11-23 14:00, "tomorrow"`);

/** What can be set on a task. */
export const taskFieldParams = {
  description: longText('What is to be done').optional(),
  owner: technician.optional(),
  group: named('support group').optional(),
  priority: named('priority').optional(),
  status: named('status').optional(),
  percentage: z.number().int().min(0).max(100).optional().describe('How much is done, in percent'),
  estimate: z.string().trim().min(1).max(40).optional().describe('How long it should take: "1h30", "90m"'),
  scheduled_start: moment('Planned start').optional(),
  scheduled_end: moment('Planned end, when it is due').optional(),
  actual_start: moment('When the work began').optional(),
  actual_end: moment('When the work ended').optional(),
  time_zone: timeZone,
};

type FieldInput = z.output<z.ZodObject<typeof taskFieldParams>> & { readonly title?: string | undefined };

/** @throws SdpNotFoundError, TicketReferenceError, RecordReferenceError */
export async function taskPlace(
  { module, id }: { readonly module: TaskModule; readonly id?: string | undefined },
  { parents }: Pick<SdpApi, 'parents'>,
): Promise<TaskPlace> {
  return id === undefined ? undefined : parents.resolve(module, id);
}

/** Names, dates and durations as SDP takes them. @throws UnknownNameError, AmbiguousNameError, ToolInputError */
export async function taskFields(input: FieldInput, { lookups }: SdpApi, now: Date): Promise<TaskFields> {
  const dates = new DateWords(now, input.time_zone);
  const whenOf = (field: string) => (field.startsWith('scheduled_') ? 'ahead' : 'any');
  const start = (words: string | undefined, field: string): Date | undefined =>
    words === undefined ? undefined : dates.period(words, field, whenOf(field)).start.toJSDate();
  const end = (words: string | undefined, field: string): Date | undefined =>
    words === undefined ? undefined : dates.deadline(words, field, whenOf(field));
  const when = <T>(text: string | undefined, look: (text: string) => Promise<T>): Promise<T> | undefined =>
    text === undefined ? undefined : look(text);
  const [owner, group, priority, status] = await Promise.all([
    when(input.owner, (text) => lookups.technician(text)),
    when(input.group, (text) => lookups.group(text)),
    when(input.priority, (text) => lookups.priority(text)),
    when(input.status, (text) => lookups.status(text)),
  ]);
  const fields = {
    title: input.title === undefined ? undefined : cleanLine(input.title),
    description: input.description === undefined ? undefined : htmlFromText(input.description),
    ...{ owner, group, priority, status, percentage: input.percentage },
    estimateMinutes: input.estimate === undefined ? undefined : minutesOf(input.estimate),
    scheduledStart: start(input.scheduled_start, 'scheduled_start'),
    scheduledEnd: end(input.scheduled_end, 'scheduled_end'),
    actualStart: start(input.actual_start, 'actual_start'),
    actualEnd: end(input.actual_end, 'actual_end'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function minutesOf(text: string): number {
  const ms = readDuration(text);
  if (ms === undefined) {
    throw new ToolInputError(`estimate: ${quoted(text)} cannot be read.`, 'Write it like 1h30, 90m, 1:30 or 0.5h.');
  }
  return Math.round(ms / 60_000);
}
