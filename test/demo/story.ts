import type { Client } from '@modelcontextprotocol/sdk/client/index.js';

export interface Step {
  /** What the technician would say. */
  readonly say: string;
  readonly tool: string;
  /** Arguments, possibly from the structured answers of earlier steps, by their names. */
  readonly args: (answers: Readonly<Record<string, Answer>>) => Record<string, unknown>;
  readonly name: string;
}

export interface Answer {
  readonly text: string;
  readonly structured: Record<string, any>;
  readonly isError: boolean;
}

/** A short day at the help desk, in the order in which it happens. */
export const day: readonly Step[] = [
  {
    name: 'queue',
    say: 'What is open and not assigned to anybody?',
    tool: 'list_requests',
    args: () => ({ status: 'open', technician: 'unassigned', limit: 5 }),
  },
  {
    name: 'picked',
    say: 'Take the first one.',
    tool: 'pickup_request',
    args: ({ queue }) => ({ request_id: `#${queue!.structured['requests'][0].number}` }),
  },
  {
    name: 'ticket',
    say: 'Show it to me.',
    tool: 'get_request',
    args: ({ queue }) => ({ request_id: queue!.structured['requests'][0].number }),
  },
  {
    name: 'mine',
    say: 'What of mine is on hold?',
    tool: 'list_requests',
    args: () => ({ status: 'on hold', technician: 'me', limit: 3 }),
  },
  {
    name: 'thread',
    say: 'Remind me what was said about the first of them.',
    tool: 'get_request_conversation',
    args: ({ mine, queue }) => ({
      request_id: (mine!.structured['requests'][0] ?? queue!.structured['requests'][0]).number,
    }),
  },
  {
    name: 'note',
    say: 'Note for my colleagues: reproduced it, the gateway was restarted, waiting for a word from the requester.',
    tool: 'add_private_note',
    args: ({ queue }) => ({
      request_id: queue!.structured['requests'][0].number,
      note_content: 'Reproduced it. The gateway was restarted; waiting for a word from the requester.',
    }),
  },
  {
    name: 'reply',
    say: 'Ask the requester to try again.',
    tool: 'reply_to_requester',
    args: ({ queue }) => ({
      request_id: queue!.structured['requests'][0].number,
      reply_message: 'We restarted the service on our side. Please try again and tell us whether it is better now.',
    }),
  },
  {
    name: 'typo',
    say: 'Somebody called: create a ticket in category "Hardwear".',
    tool: 'create_request',
    args: () => ({ subject: 'Monitor flickers in room 204', category: 'Hardwear' }),
  },
  {
    name: 'created',
    say: 'Hardware, of course.',
    tool: 'create_request',
    args: () => ({
      subject: 'Monitor flickers in room 204',
      description: 'Caller: facilities. The left monitor flickers since this morning.',
      category: 'Hardware',
      priority: 'High',
    }),
  },
  {
    name: 'closed',
    say: 'The cable was loose. Close it.',
    tool: 'close_request',
    args: ({ created }) => ({
      request_id: created!.structured['number'],
      resolution: 'The video cable was loose. Reseated it, checked for ten minutes.',
      closure_comments: 'Confirmed by the caller.',
    }),
  },
  {
    name: 'week',
    say: 'Which tickets about monitors came in during the last 7 days?',
    tool: 'search_requests',
    args: () => ({ query: 'monitor', created_after: 'last 7 days', limit: 5 }),
  },
];

/** Plays one step and remembers its answer. */
export async function play(client: Client, step: Step, answers: Record<string, Answer>): Promise<Answer> {
  const answer = await ask(client, step.tool, step.args(answers));
  answers[step.name] = answer;
  return answer;
}

export async function ask(client: Client, name: string, args: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { text?: string }[];
  return {
    text: first?.text ?? '',
    structured: (result.structuredContent ?? {}) as Record<string, any>,
    isError: result.isError === true,
  };
}
