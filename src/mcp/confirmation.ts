import type { Confirmation, SdpToolContext } from './tools/define-tool.js';
import { ConfirmationRefusedError, ConfirmationRequiredError } from './tools/tool.errors.js';

/** What became of a question to the person: `unasked` when their client cannot ask, or nobody answered. */
export type Answer = 'agreed' | 'refused' | 'unasked';

/** How a leg of the protocol asks the person who acts. */
export type Ask = (question: Pick<Confirmation, 'action' | 'preview'>) => Promise<Answer>;

/** @param ask undefined where the person cannot be asked; then only the argument counts */
export function confirmThrough(ask?: Ask): SdpToolContext['confirm'] {
  return async ({ confirmed, action, preview }) => {
    if (confirmed) return;
    const answer = (await ask?.({ action, preview })) ?? 'unasked';
    if (answer === 'refused') throw new ConfirmationRefusedError(action);
    if (answer === 'unasked') throw new ConfirmationRequiredError({ action, preview });
  };
}
