import { FormToken } from '../../pages/form-token.js';
import { Notice } from '../../pages/notice.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';

/** Asks once more before the connection is ended. */
export function DisconnectPage(view: ViewProps & { readonly clientId: string }) {
  return (
    <SetupLayout title="Disconnect?" {...view}>
      <Notice kind="warn" title="Your assistant loses its access at once">
        <p>
          The tokens of client <code>{view.clientId}</code> are revoked at Zoho and deleted here. Your tickets and your
          Self Client stay. To come back, you need a new grant token.
        </p>
      </Notice>
      <form method="post" action="/setup/disconnect" class="buttons" data-once>
        <FormToken token={view.formToken} />
        <button class="danger">Disconnect</button>
        <a class="button second" href="/">
          Keep it
        </a>
      </form>
    </SetupLayout>
  );
}
