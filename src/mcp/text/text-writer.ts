/** Collects text as lines: folds white space, keeps one empty line at most, puts a prefix before each line. */
export class TextWriter {
  private readonly lines: string[] = [];
  private line = '';
  private spacePending = false;
  private blankPending = false;
  /** Characters written so far; grows only. */
  length = 0;

  /** Running text: white space is folded to single spaces. */
  text(text: string, prefix: string): void {
    const folded = text.replace(/\s+/g, ' ');
    if (folded === '' || folded === ' ') {
      this.spacePending ||= folded === ' ' && this.line !== '';
      return;
    }
    const spaced = (folded.startsWith(' ') || this.spacePending) && this.line !== '';
    this.append((spaced ? ' ' : '') + folded.trim(), prefix);
    this.spacePending = folded.endsWith(' ');
  }

  /** Text whose white space counts, as in `pre`. */
  verbatim(text: string, prefix: string): void {
    text.split('\n').forEach((part, index) => {
      if (index > 0) this.breakLine();
      if (part !== '') this.append(part, prefix);
    });
  }

  /** A mark on a line of its own, without a prefix. */
  mark(mark: string): void {
    this.endBlock(false);
    this.lines.push(mark);
  }

  breakLine(): void {
    this.lines.push(this.line.trimEnd());
    this.line = '';
    this.spacePending = false;
  }

  /** Ends the line when something stands on it; `blank` asks for an empty line before what comes next. */
  endBlock(blank: boolean): void {
    if (this.line !== '') this.breakLine();
    this.spacePending = false;
    this.blankPending ||= blank;
  }

  toLines(): string[] {
    return [...this.lines, this.line.trimEnd()];
  }

  private append(text: string, prefix: string): void {
    if (this.line === '') {
      if (this.blankPending && this.lines.length > 0) this.lines.push('');
      this.line = prefix;
    }
    this.blankPending = false;
    this.line += text;
    this.length += text.length;
  }
}
