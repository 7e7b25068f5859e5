import type { ComponentChildren } from 'preact';
import { FormToken } from '../../pages/form-token.js';
import { Layout } from '../../pages/layout.js';
import type { Message } from '../message.js';
import { MessageNotice } from './message-notice.js';

/** What every view of this page needs. */
export interface ViewProps {
  /** Of the forms. */
  readonly formToken: string;
  readonly message: Message | undefined;
  readonly nowMs: number;
}

export interface SetupLayoutProps extends ViewProps {
  readonly title: string;
  /** Client ID of whom the page remembers. */
  readonly clientId?: string | undefined;
  /** Number of the step of set-up that this is. */
  readonly step?: 1 | 2 | 3;
  readonly children: ComponentChildren;
}

const STEPS = ['Zoho client', 'Grant token', 'Assistant'];

export function SetupLayout({ title, clientId, step, message, nowMs, formToken, children }: SetupLayoutProps) {
  return (
    <Layout
      title={title}
      scripts={['setup.js']}
      styles={['setup.css']}
      actions={clientId !== undefined && <Leave clientId={clientId} formToken={formToken} />}
      focusTitle={message === undefined && step !== undefined && step > 1}
      before={step !== undefined && <Progress step={step} />}
    >
      <MessageNotice message={message} nowMs={nowMs} />
      {children}
    </Layout>
  );
}

function Progress({ step }: { readonly step: number }) {
  return (
    <ol class="progress" aria-label="Steps of the set-up">
      {STEPS.map((name, index) => (
        <li
          key={name}
          class={index + 1 < step ? 'done' : undefined}
          aria-current={index + 1 === step ? 'step' : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}

function Leave({ clientId, formToken }: { readonly clientId: string; readonly formToken: string }) {
  return (
    <form method="post" action="/setup/leave" class="leave">
      <FormToken token={formToken} />
      <span class="quiet" title={clientId}>
        Client {clientId.slice(0, 9)}…
      </span>
      <button class="second small">Leave</button>
    </form>
  );
}
