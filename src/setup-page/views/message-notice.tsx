import { Notice } from '../../pages/notice.js';
import type { Message } from '../message.js';

/** What the last form led to. Has the focus unless a field is to be changed, which then has it. */
export function MessageNotice({ message, nowMs }: { readonly message: Message | undefined; readonly nowMs: number }) {
  if (!message) return null;
  const { kind, title, text, code, fields, untilMs } = message;
  const seconds = untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  return (
    <div class="message" tabIndex={-1} autofocus={fields === undefined}>
      <Notice kind={kind} title={title}>
        {text !== undefined && <p>{text}</p>}
        {seconds > 0 && (
          <p class="wait" data-wait-seconds={seconds} role="status">
            Try again in {waitWords(seconds)}.
          </p>
        )}
        {code !== undefined && (
          <p class="quiet">
            Code: <code>{code}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}

function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds <= 90 ? `${seconds} seconds` : `${minutes} minutes`;
}
