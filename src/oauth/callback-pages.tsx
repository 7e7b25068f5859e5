import { Layout } from '../pages/layout.js';
import { Notice } from '../pages/notice.js';

/** What a browser shows after a consent that worked. */
export function ConsentDonePage({ message }: { readonly message: string }) {
  return (
    <Layout title="Set-up is complete">
      <Notice kind="good" title={message}>
        <p>Your assistant works at once, without reconnecting. You can close this page.</p>
        <p>
          <a class="button" href="/setup/clients">
            Connect an assistant
          </a>
        </p>
      </Notice>
    </Layout>
  );
}
