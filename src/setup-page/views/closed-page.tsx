import { SetupDisabledError } from '../../oauth/oauth.errors.js';
import { FormToken } from '../../pages/form-token.js';
import { Notice } from '../../pages/notice.js';
import type { Draft } from '../visitor.js';
import { AccessKeyField, ClientFields } from './client-fields.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';

export interface ClosedPageProps extends ViewProps {
  readonly draft: Draft | undefined;
  readonly needsAccessKey: boolean;
}

/** Where set-up is switched off: whom to ask, and the way in for those who are connected. */
export function ClosedPage({ draft, needsAccessKey, ...view }: ClosedPageProps) {
  const { message: title, resolution } = new SetupDisabledError();
  const { message, formToken } = view;
  return (
    <SetupLayout title="Set-up is closed" {...view}>
      {message?.code !== 'SETUP_DISABLED' && (
        <Notice kind="info" title={title}>
          <p>{resolution}</p>
        </Notice>
      )}
      <details class="help" open={message !== undefined}>
        <summary>Already connected? See your connection</summary>
        <form method="post" action="/setup/client">
          <FormToken token={formToken} />
          <AccessKeyField needed={needsAccessKey} message={message} />
          <ClientFields draft={draft} message={message} offersAnew={false} />
          <button>Show my connection</button>
        </form>
      </details>
    </SetupLayout>
  );
}
