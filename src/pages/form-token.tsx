import type { VNode } from 'preact';

/** The hidden field without which `FormGuard` refuses a form. @param token from `PageSession.formToken` */
export function FormToken({ token }: { readonly token: string }): VNode {
  return <input type="hidden" name="_csrf" value={token} />;
}
