import type { ComponentChildren, VNode } from 'preact';
import { FormToken } from '../../pages/form-token.js';
import { Layout } from '../../pages/layout.js';
import { Notice } from '../../pages/notice.js';

/** What every page of a signed-in operator is made with. */
export interface AdminVisit {
  /** Of the forms of this browser. */
  readonly token: string;
  readonly now: Date;
  /** What became of the action that led here. */
  readonly said?: { readonly kind: 'good' | 'bad'; readonly title: string; readonly text: string } | undefined;
}

export const PAGES = {
  '/admin': 'Overview',
  '/admin/page/connections': 'Connections',
  '/admin/page/circuit-breakers': 'Circuit breakers',
  '/admin/page/deferred-writes': 'Deferred writes',
  '/admin/page/audit': 'Audit',
} as const;
export type AdminAddress = keyof typeof PAGES;

export interface AdminFrameProps {
  readonly visit: AdminVisit;
  /** Which of the pages this is, or belongs to. */
  readonly at: AdminAddress;
  /** Of a page below it; the page's own name otherwise. */
  readonly title?: string;
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  readonly children: ComponentChildren;
}

/** The frame of the operator's pages. */
export function AdminFrame({ visit, at, title, scripts = [], styles = [], children }: AdminFrameProps): VNode {
  return (
    <Layout
      title={title ?? PAGES[at]}
      wide
      scripts={scripts}
      styles={['admin.css', ...styles]}
      actions={<Ways at={at} token={visit.token} />}
    >
      {visit.said && (
        <Notice kind={visit.said.kind} title={visit.said.title}>
          {visit.said.text !== '' && <p>{visit.said.text}</p>}
        </Notice>
      )}
      {children}
    </Layout>
  );
}

function Ways({ at, token }: { readonly at: AdminAddress; readonly token: string }): VNode {
  return (
    <>
      <nav class="ways" aria-label="Pages of the operator">
        {Object.entries(PAGES).map(([address, name]) => (
          <a key={address} href={address} aria-current={address === at ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <form method="post" action="/admin/leave">
        <FormToken token={token} />
        <button class="second">Leave</button>
      </form>
    </>
  );
}
