import type { ComponentChildren, VNode } from 'preact';
import { FormToken } from '../../pages/form-token.js';
import { type AdminAddress, AdminFrame, type AdminVisit } from '../parts/admin-frame.js';

export interface ConfirmProps {
  readonly visit: AdminVisit;
  readonly at: AdminAddress;
  readonly title: string;
  /** Where the form goes. */
  readonly action: string;
  readonly button: string;
  /** What will happen. */
  readonly children: ComponentChildren;
}

/** Asks once more before what cannot be undone. */
export function ConfirmPage({ visit, at, title, action, button, children }: ConfirmProps): VNode {
  return (
    <AdminFrame visit={visit} at={at} title={title}>
      <form class="card" method="post" action={action}>
        {children}
        <FormToken token={visit.token} />
        <div class="buttons">
          <button class="danger">{button}</button>
          <a class="button second" href={at}>
            Back
          </a>
        </div>
      </form>
    </AdminFrame>
  );
}
