import type { Fence } from '../text/fence.js';
import { paragraphs } from '../text/markdown.js';
import { levelLine } from './approval.view.js';
import { historyLine } from './history.view.js';
import type { RequestParts } from './request-parts.view.js';
import { taskLine } from './task.view.js';
import { entryText } from './thread-entry.view.js';
import { minutesText } from './worklog.view.js';

/** What a request was shown with, for reading below its own fields. */
export function requestPartsText(parts: RequestParts, fence: Fence): string {
  return paragraphs(
    conversationText(parts.conversation, fence),
    approvalsText(parts.approvals),
    tasksText(parts.open_tasks),
    timeText(parts.time_worked),
    parts.history && listed('History, newest first', parts.history.map(historyLine)),
  );
}

function conversationText(conversation: RequestParts['conversation'], fence: Fence): string | undefined {
  if (!conversation) return undefined;
  const { entries, total, automatic_left_out: automatic } = conversation;
  if (total === 0) return 'No mails or notes yet.';
  const older = total > entries.length ? `; get_request_conversation has all ${total}` : '';
  const left = automatic > 0 ? `, ${automatic} automatic left out` : '';
  return paragraphs(
    `**Last ${entries.length} of ${total} mails and notes**, in time order${left}${older}:`,
    ...entries.map((entry, index) => entryText(entry, entries.length - index, fence)),
  );
}

function approvalsText(levels: RequestParts['approvals']): string | undefined {
  return levels && listed('Approvals', levels.map(levelLine));
}

function tasksText(tasks: RequestParts['open_tasks']): string | undefined {
  if (!tasks || tasks.total === 0) return undefined;
  const { open, total, tasks: shown } = tasks;
  const title = `Tasks: ${open} open of ${total}`;
  return shown.length === 0 ? `**${title}**` : listed(title, shown.map(taskLine));
}

function timeText(time: RequestParts['time_worked']): string | undefined {
  if (!time || time.entries === 0) return undefined;
  return `**Time worked**: ${minutesText(time.minutes)} in ${time.entries} ${time.entries === 1 ? 'entry' : 'entries'}.`;
}

function listed(title: string, lines: readonly string[]): string {
  return `**${title}**\n${lines.join('\n')}`;
}
