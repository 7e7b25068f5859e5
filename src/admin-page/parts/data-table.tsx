import type { ComponentChildren, VNode } from 'preact';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** A short word that must not be broken. */
  readonly word?: boolean;
}

export interface DataTableProps<T> {
  /** Says what the table holds. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Instead of a table without rows. */
  readonly none: string;
}

/**
 * A table that turns into one card a row where the screen is narrow. The roles say what it is, since a table that is
 * laid out otherwise is none to a screen reader.
 */
export function DataTable<T>({ label, columns, rows, keyOf, none }: DataTableProps<T>): VNode {
  if (rows.length === 0) return <p class="nothing">{none}</p>;
  return (
    <table class="data" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title }) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ title, cell, word }) => (
              <td key={title} role="cell" data-label={title} class={word ? 'word' : undefined}>
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
