import type { VNode } from 'preact';
import { FormToken } from '../../pages/form-token.js';

export interface ActionButtonProps {
  readonly action: string;
  readonly token: string;
  readonly text: string;
  /** What it is done to, for those who hear buttons one by one. */
  readonly of: string;
  readonly kind?: 'second' | 'danger';
}

/** A form of one button. */
export function ActionButton({ action, token, text, of, kind = 'second' }: ActionButtonProps): VNode {
  return (
    <form method="post" action={action}>
      <FormToken token={token} />
      <button class={kind} aria-label={`${text} ${of}`}>
        {text}
      </button>
    </form>
  );
}
