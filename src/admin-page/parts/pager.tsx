import type { VNode } from 'preact';

export interface PagerProps {
  readonly address: string;
  /** What the list is narrowed by. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  /** Name and value of the parameter that begins this page; no value on the first one. */
  readonly mark: string;
  readonly present: string | undefined;
  readonly next: string | null;
}

/** Ways to the first and the next page; nothing where there is but one. */
export function Pager({ address, filter, mark, present, next }: PagerProps): VNode | null {
  if (present === undefined && next === null) return null;
  return (
    <nav class="pager" aria-label="Pages of the list">
      {present !== undefined && <a href={addressWith(address, filter)}>First page</a>}
      {next !== null && <a href={addressWith(address, { ...filter, [mark]: next })}>Next page</a>}
    </nav>
  );
}

export function addressWith(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given).toString()}`;
}
