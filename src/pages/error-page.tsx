import type { ErrorBody } from '../http/error-body.js';
import { Layout } from './layout.js';
import { Notice } from './notice.js';

/** What went wrong and what to do, on a page of its own. */
export function ErrorPage({ error, title = 'That did not work' }: { error: ErrorBody['error']; title?: string }) {
  return (
    <Layout title={title}>
      <Notice kind="bad" title={error.message}>
        <p>{error.resolution}</p>
        <p class="quiet">
          Code: <code>{error.code}</code>
        </p>
      </Notice>
      <p>
        <a href="/">Back to the first page</a>
      </p>
    </Layout>
  );
}
