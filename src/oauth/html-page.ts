const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Headers of every page: nothing is loaded, framed, cached, or told to the next address. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** A plain page; every text is escaped. */
export function htmlPage({ title, body }: { title: string; body: readonly string[] }): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** @returns a paragraph of plain text */
export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** @returns a numbered list of plain texts; what follows the first line of a text keeps its form */
export function numberedList(items: readonly string[]): string {
  const lines = items.map((item) => {
    const [first = '', ...rest] = item.split('\n');
    return `<li>${escapeHtml(first)}${rest.length > 0 ? `<pre>${escapeHtml(rest.join('\n'))}</pre>` : ''}</li>`;
  });
  return ['<ol>', ...lines, '</ol>'].join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
