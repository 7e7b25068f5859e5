import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  readonly kind: 'good' | 'warn' | 'bad' | 'info';
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** A framed message. What went wrong is announced by screen readers as soon as the page is there. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <section class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : undefined}>
      <p class="notice-title">{title}</p>
      {children}
    </section>
  );
}
