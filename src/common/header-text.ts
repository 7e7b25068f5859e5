import type { IncomingHttpHeaders } from 'node:http';

/**
 * What a header holds. MCP clients that cannot resolve a variable send its name (`${SDP_CLIENT_ID}`), or the words
 * `undefined` and `null`: a placeholder stands for no value, and is remembered so that the guidance can name it.
 */
export type HeaderText =
  | { readonly kind: 'absent' }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'text'; readonly text: string };

// `${…}` anywhere covers `${VAR:-default}`, `${env:VAR}` and `${input:id}`, also inside `Basic ${…}`.
const PLACEHOLDER = /\$\{|^\$[A-Za-z_]\w*$|^(?:undefined|null)$/i;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** @param name lower case, as Node gives header names */
export function readHeader(headers: IncomingHttpHeaders, name: string): HeaderText {
  const value = headers[name];
  if (Array.isArray(value) && value.length > 1) return { kind: 'repeated' };

  const text = (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
  if (text === '') return { kind: 'absent' };
  return isPlaceholder(text) ? { kind: 'placeholder' } : { kind: 'text', text };
}
