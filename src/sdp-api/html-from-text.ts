const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/**
 * Plain text as the HTML that SDP stores: markup in the text is escaped, line breaks, blank lines between paragraphs,
 * `-`, `*` and `1.` lists and web addresses are kept as such.
 */
export function htmlFromText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph !== '')
    .map(blockFrom)
    .join('');
}

function blockFrom(paragraph: string): string {
  const runs: { kind: 'ul' | 'ol' | 'div'; lines: string[] }[] = [];
  for (const line of paragraph.split('\n')) {
    const [, mark, item] = /^\s*([-*•]|\d{1,3}[.)])\s+(.*)$/.exec(line) ?? [];
    const kind = mark === undefined ? 'div' : /\d/.test(mark) ? 'ol' : 'ul';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(item ?? line);
    else runs.push({ kind, lines: [item ?? line] });
  }
  return runs.map(({ kind, lines }) => tagged(kind, lines.map(inline))).join('');
}

function tagged(kind: 'ul' | 'ol' | 'div', lines: readonly string[]): string {
  if (kind === 'div') return `<div>${lines.join('<br>')}</div>`;
  return `<${kind}>${lines.map((line) => `<li>${line}</li>`).join('')}</${kind}>`;
}

/** Escapes a line, with its web addresses as links. */
function inline(line: string): string {
  let html = '';
  let from = 0;
  for (const match of line.matchAll(LINK)) {
    const address = escaped(match[0]);
    html += `${escaped(line.slice(from, match.index))}<a href="${address}">${address}</a>`;
    from = match.index + match[0].length;
  }
  return html + escaped(line.slice(from));
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
