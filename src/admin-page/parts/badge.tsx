import type { VNode } from 'preact';

export type BadgeKind = 'good' | 'warn' | 'bad' | 'plain';

/** A state in one word; the colour says nothing that the word does not. */
export function Badge({ kind, text }: { readonly kind: BadgeKind; readonly text: string }): VNode {
  return <span class={`badge ${kind}`}>{text}</span>;
}
