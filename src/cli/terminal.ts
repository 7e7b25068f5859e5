import { SingleBar } from 'cli-progress';
import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;
type Stream = NodeJS.WriteStream | (NodeJS.WritableStream & { isTTY?: boolean });

export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** What was asked for: text to read, or one JSON document. */
  readonly output: Stream;
  /** Everything else: remarks, progress, errors. */
  readonly errors: Stream;
}

/** Progress of a long piece of work; shows nothing where nobody watches. */
export interface Progress {
  advance(by?: number): void;
  end(): void;
}

const NO_PROGRESS: Progress = { advance: () => undefined, end: () => undefined };

/** Where a command reads and writes. Colours and progress are for terminals; a file or a pipe gets plain text. */
export class Terminal {
  readonly input: TerminalStreams['input'];
  readonly output: Stream;
  readonly errors: Stream;
  /** Colours for `print`. */
  readonly colors: Colors;
  /** Colours for `note`. */
  readonly noteColors: Colors;

  constructor(streams: TerminalStreams, env: NodeJS.ProcessEnv) {
    this.input = streams.input;
    this.output = streams.output;
    this.errors = streams.errors;
    this.colors = pc.createColors(wantsColors(streams.output, env));
    this.noteColors = pc.createColors(wantsColors(streams.errors, env));
  }

  static ofProcess(env: NodeJS.ProcessEnv): Terminal {
    // Whoever read it has read enough, as in `status | head -1`: no failure, and the exit code stays.
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
    return new Terminal({ input: process.stdin, output: process.stdout, errors: process.stderr }, env);
  }

  /** True when somebody sits there who can answer questions. */
  get isInteractive(): boolean {
    return this.input.isTTY === true && this.errors.isTTY === true;
  }

  /** What was asked for. */
  print(text = ''): void {
    this.output.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, undefined, 2));
  }

  /** A remark beside what was asked for. */
  note(text = ''): void {
    this.errors.write(`${text}\n`);
  }

  /** @param total how many pieces there are */
  progress(title: string, total: number): Progress {
    if (!this.errors.isTTY) return NO_PROGRESS;
    const bar = new SingleBar({
      format: `${title} {bar} {value}/{total}`,
      stream: this.errors,
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(total, 0);
    return { advance: (by = 1) => bar.increment(by), end: () => bar.stop() };
  }
}

/** NO_COLOR: see no-color.org; any value but an empty one counts. */
function wantsColors(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
