import type { VNode } from 'preact';
import { FormToken } from '../../pages/form-token.js';
import { Layout } from '../../pages/layout.js';
import { Notice } from '../../pages/notice.js';

export interface SignInProps {
  readonly token: string;
  /** Why the last try did not work. */
  readonly problem?: { readonly title: string; readonly text: string } | undefined;
}

/** Asks for the admin token. */
export function SignInPage({ token, problem }: SignInProps): VNode {
  return (
    <Layout title="Operator page" styles={['admin.css']}>
      {problem && (
        <Notice kind="bad" title={problem.title}>
          <p>{problem.text}</p>
        </Notice>
      )}
      <form class="card" method="post" action="/admin/session">
        <FormToken token={token} />
        <div class="field">
          <label for="token">Admin token</label>
          <input
            id="token"
            name="token"
            type="password"
            required
            autocomplete="off"
            aria-describedby="token-hint"
            aria-invalid={problem ? 'true' : undefined}
          />
          <p class="hint" id="token-hint">
            The value of <code>SDP_ADMIN_TOKEN</code> of this server. This browser keeps a proof of it, not the token,
            for eight hours at most.
          </p>
        </div>
        <button>Open</button>
      </form>
    </Layout>
  );
}
