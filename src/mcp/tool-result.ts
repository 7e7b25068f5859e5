import { AppError, type ConnectionState } from '../common/errors/app.error.js';
import { cleanText } from './text/clean-text.js';
import { Fence } from './text/fence.js';
import { paragraphs } from './text/markdown.js';

/** What a tool can show besides text: an image to look at, or a link to what is too large or of another kind. */
export type ToolMedia =
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'resource_link'; readonly uri: string; readonly name: string; readonly size?: number };

/** The result of a tool call, in the form that both SDKs take. */
export interface ToolResult {
  /** The text first, then what is shown beside it. */
  readonly content: [{ readonly type: 'text'; readonly text: string }, ...ToolMedia[]];
  readonly structuredContent: Record<string, unknown>;
  readonly isError?: true;
}

/** @param markdown the answer for reading; `output` holds the same for machines */
export function toolResult(output: Record<string, unknown>, markdown: string): ToolResult {
  return { content: [{ type: 'text', text: markdown }], structuredContent: output };
}

/** The same result with images and links after its text. */
export function withMedia(result: ToolResult, media: readonly ToolMedia[]): ToolResult {
  const [text] = result.content;
  return media.length === 0 ? result : { ...result, content: [text, ...media] };
}

export interface FailureContext {
  /** Known when the caller's connection was looked up before the failure. */
  readonly status: ConnectionState | undefined;
  readonly requestId: string | undefined;
}

/**
 * The one place where an error becomes words for a model. An AppError says its own sentences; anything else is a bug
 * of ours, which the caller logs, and is told as one fixed sentence.
 */
export function toolFailure(error: unknown, { status, requestId }: FailureContext): ToolResult {
  const failure = error instanceof AppError ? fromAppError(error, status) : fromBug(requestId, status);
  const { message, ...structured } = failure;
  const excerpt = error instanceof AppError ? error.excerpt : undefined;
  const shown = excerpt && new Fence().around(excerpt.text, excerpt.label);
  return {
    isError: true,
    content: [{ type: 'text', text: paragraphs(paragraph(failure), shown) }],
    structuredContent: excerpt ? { ...structured, [excerpt.label]: cleanText(excerpt.text) } : structured,
  };
}

interface Failure {
  readonly message: string;
  readonly needsSetup: boolean;
  readonly status?: ConnectionState;
  readonly code: string;
  readonly resolution: string;
  readonly setupUrl?: string;
  readonly steps?: readonly string[];
  readonly retryAfterSeconds?: number;
}

function fromAppError(error: AppError, status: ConnectionState | undefined): Failure {
  const { message, code, resolution, retryAfterSeconds, guidance } = error;
  return {
    message,
    needsSetup: false,
    ...(status === undefined ? {} : { status }),
    ...guidance,
    code,
    resolution,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function fromBug(requestId: string | undefined, status: ConnectionState | undefined): Failure {
  return {
    message: 'The call failed inside this server; calling again with the same arguments will not help.',
    needsSetup: false,
    ...(status === undefined ? {} : { status }),
    code: 'INTERNAL_ERROR',
    resolution: `Tell the administrator of the server the request id ${requestId ?? 'of this call'}; the log has the details.`,
  };
}

function paragraph({ message, resolution, steps = [], retryAfterSeconds, setupUrl }: Failure): string {
  const wait = retryAfterSeconds === undefined ? '' : ` Wait ${retryAfterSeconds} seconds before the next try.`;
  const sentence = `${message} ${resolution}${wait}`;
  if (steps.length === 0) return setupUrl === undefined ? sentence : `${sentence} The page is at ${setupUrl}.`;
  return `${sentence}\n\n${steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}`;
}
