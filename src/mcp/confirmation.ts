import { createHash } from 'node:crypto';
import { cleanText } from './text/clean-text.js';
import type { Confirmation, SdpToolContext } from './tools/define-tool.js';
import { ConfirmationRefusedError, ConfirmationRequiredError } from './tools/tool.errors.js';

/** What became of a question to the person: `unasked` when their client cannot ask, or nobody answered. */
export type Answer = 'agreed' | 'refused' | 'unasked';

/** What a person is asked. */
export type Question = Pick<Confirmation, 'action' | 'preview'>;

/** How a leg of the protocol asks the person who acts. */
export type Ask = (question: Question) => Promise<Answer>;

/** What is shown of a preview in a client's dialog, in characters. */
const SHOWN = 2_000;

/** @param ask undefined where the person cannot be asked; then only the argument counts */
export function confirmThrough(ask?: Ask): SdpToolContext['confirm'] {
  return async ({ confirmed, action, preview }) => {
    if (confirmed) return;
    const answer = (await ask?.({ action, preview })) ?? 'unasked';
    if (answer === 'refused') throw new ConfirmationRefusedError(action);
    if (answer === 'unasked') throw new ConfirmationRequiredError({ action, preview });
  };
}

/** A question as a form of MCP's elicitation. Accepting it is enough. */
export function formOf({ action, preview }: Question) {
  const clean = cleanText(preview);
  const shown = clean.length > SHOWN ? `${clean.slice(0, SHOWN)}…` : clean;
  return {
    mode: 'form' as const,
    message: `${action}?\n\n${shown}`,
    requestedSchema: {
      type: 'object' as const,
      properties: { confirm: { type: 'boolean' as const, title: 'Yes, do it', default: true } },
    },
  };
}

/** What a form's result says. Whoever closes it without an answer has not agreed to anything, and may be asked again. */
export function answerOf({
  action,
  content,
}: {
  readonly action: string;
  readonly content?: Readonly<Record<string, unknown>>;
}): Answer {
  if (action === 'accept') return content?.['confirm'] === false ? 'refused' : 'agreed';
  return action === 'decline' ? 'refused' : 'unasked';
}

/** A name for a question that no other question has: an answer counts for what was shown with it and nothing else. */
export function nameOf({ action, preview }: Question): string {
  return `confirm-${createHash('sha256').update(`${action}\0${preview}`).digest('hex').slice(0, 32)}`;
}

/** Asks, and counts the time that the person takes: it is no time of the call's deadline. */
export class PatientAsk {
  private waited = 0;

  constructor(
    private readonly ask: Ask | undefined,
    private readonly nowMs: () => number,
  ) {}

  /** Time spent with questions so far, in ms. */
  readonly waitedMs = (): number => this.waited;

  readonly confirm: SdpToolContext['confirm'] = (question) =>
    confirmThrough(
      this.ask &&
        (async (asked) => {
          const startedMs = this.nowMs();
          try {
            return (await this.ask?.(asked)) ?? 'unasked';
          } finally {
            this.waited += this.nowMs() - startedMs;
          }
        }),
    )(question);
}
