import type { z } from 'zod';

import type { DataCenter } from '../../common/data-center.js';
import type { Clock } from '../../common/time/clock.js';
import type { Toolset } from '../../common/toolsets.js';
import type { SetupReport, ValidationReport } from '../../oauth/setup-report.js';
import type { ParentModule } from '../../sdp-api/records/parent-ref.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';
import type { WriteResult } from '../../writes/write-result.js';
import type { ToolMedia } from '../tool-result.js';
import type { DeferredWriteView } from '../views/deferred-write.view.js';

/** The four hints of MCP's tool annotations. All are stated, so that a client never has to assume one. */
export interface ToolAnnotations {
  /** True when the tool sends nothing but GET to ServiceDesk Plus. */
  readonly readOnlyHint: boolean;
  /** True when something is lost that the same set of tools cannot bring back. */
  readonly destructiveHint: boolean;
  /** True when a second equal call changes nothing more. */
  readonly idempotentHint: boolean;
  /** True when the tool reaches a system outside this server. */
  readonly openWorldHint: boolean;
}

/** For tools that work on what hangs below records of several modules. One module's scopes make the tool of use. */
export interface ModuleScopes<I extends z.ZodObject = z.ZodObject> {
  readonly byModule: Readonly<Record<string, readonly string[]>>;
  /** The module a call is for; undefined when no one module's scopes are needed for it. */
  of(this: void, input: z.output<I>): string | undefined;
}

interface ToolBase<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** Read by models; at most 1,500 characters. */
  readonly description: string;
  readonly toolsets: readonly Toolset[];
  readonly annotations: ToolAnnotations;
  /** Zoho scopes without which the tool cannot do its work, whatever it is called for. */
  readonly scopes: readonly string[];
  /** Scopes that a call needs beside them, by the kind of record it is for. */
  readonly moduleScopes?: ModuleScopes<I>;
  /** A strict object: unknown arguments are refused. */
  readonly input: I;
  readonly output: O;
  /** The output for reading. Every text that came from ServiceDesk Plus in it is cleaned, long ones are fenced. */
  markdown(output: z.output<O>): string;
}

/** What a tool that works on ServiceDesk Plus is given: one caller's API, for the length of one call. */
export interface SdpToolContext {
  readonly sdp: SdpApi;
  readonly clock: Clock;
  /** Fires when the caller went away or the deadline has passed. */
  readonly signal: AbortSignal;
  /** @param total undefined when it is not known */
  progress(done: number, total: number | undefined, message: string): void;
  /**
   * To be awaited before a write that deletes, merges or changes many: resolves when the person has agreed, by the
   * argument or by asking them through their client.
   *
   * @throws ConfirmationRequiredError with the preview, when they were not asked
   * @throws ConfirmationRefusedError when they said no
   */
  confirm(question: Confirmation): Promise<void>;
  /** Puts an image or a link beside the text of the answer. */
  show(media: ToolMedia): void;
}

/** What a person is asked before something is done that cannot be taken back, or to many at once. */
export interface Confirmation {
  /** The argument `confirm`: true when the caller has the person's word already. */
  readonly confirmed: boolean;
  /** What would be done, our own words without a full stop, such as `Delete 3 requests`. */
  readonly action: string;
  /** What it would be done to, a few lines; may hold text of tickets, which is cleaned and fenced here. */
  readonly preview: string;
}

/** What a tool says of its write, so that it can be remembered under a key, looked for, and sent later. */
export interface WriteTraits<I extends z.ZodObject, O extends z.ZodObject> {
  /** What is kept of an answer: ids and flags of ours, never what a ticket says. */
  keep(output: z.input<O>): WriteResult;
  /** The answer again, from what was kept of it. For tools that take an `idempotencyKey`. */
  restore?(kept: WriteResult, input: z.output<I>, context: SdpToolContext): Promise<z.input<O>>;
  /** Looks for the effect of an equal call that was sent at that time; undefined when it is not there. */
  find(input: z.output<I>, context: SdpToolContext, sentAt: Date): Promise<WriteResult | undefined>;
  /** Present: the tool takes `deferParams`, and its write may be sent later by the server. */
  readonly deferral?: {
    /** The record it writes to, as the caller named it. */
    record(input: z.output<I>): { readonly module: ParentModule; readonly id: string };
    /** What will be sent, a phrase such as `a private note on request 31230`. */
    describe(input: z.output<I>): string;
  };
}

/** What a tool on this server's own records of a connection is given; it asks nothing of ServiceDesk Plus. */
export interface ServerToolContext {
  readonly deferred: {
    /** Newest first. */
    list(): Promise<DeferredWriteView[]>;
    cancel(id: string): Promise<DeferredWriteView>;
  };
}

/** A tool that a connection may call, as it is told to who looks for one. */
export interface OfferedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolsets: readonly Toolset[];
  readonly readOnly: boolean;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** What a tool that tells of the others is given. */
export interface CatalogToolContext {
  /** All that this connection may call, in the order of the catalog, but for the tools that find and reach them. */
  readonly offered: readonly OfferedTool[];
}

/** What a set-up tool is given; it works without a connection to ServiceDesk Plus. */
export interface SetupToolContext {
  readonly setup: {
    status(): Promise<SetupReport>;
    complete(input: { code: string; dataCenter?: DataCenter; portal?: string }): Promise<SetupReport>;
    /** One real call to ServiceDesk Plus with the stored connection. */
    validate(): Promise<ValidationReport>;
  };
  readonly signal: AbortSignal;
}

/** A tool that needs a connection to ServiceDesk Plus. */
export interface SdpTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends ToolBase<
  I,
  O
> {
  readonly access: 'sdp';
  /** Names of the operations of SDP's API it may send, beside those that look up names; see `ApiOperation`. */
  readonly operations: readonly string[];
  handler(input: z.output<I>, context: SdpToolContext): Promise<z.input<O>>;
  readonly write?: WriteTraits<I, O>;
}

/** A tool that needs a connection, and works on what this server keeps for it. */
export interface ServerTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends ToolBase<
  I,
  O
> {
  readonly access: 'server';
  handler(input: z.output<I>, context: ServerToolContext): Promise<z.input<O>>;
}

/** A tool that works before there is a connection. */
export interface SetupTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends ToolBase<
  I,
  O
> {
  readonly access: 'setup';
  handler(input: z.output<I>, context: SetupToolContext): Promise<z.input<O>>;
}

/** A tool that tells of the others. */
export interface CatalogTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends ToolBase<
  I,
  O
> {
  readonly access: 'catalog';
  handler(input: z.output<I>, context: CatalogToolContext): Promise<z.input<O>>;
}

/** A tool that passes a call on to another one; what that one answers is its answer. */
export interface ForwardTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends Omit<
  ToolBase<I, O>,
  'markdown'
> {
  readonly access: 'forward';
  target(input: z.output<I>): { readonly name: string; readonly args: unknown };
}

/** A tool that answers by itself. */
export type AnsweringTool = SdpTool | ServerTool | SetupTool | CatalogTool;

export type Tool = AnsweringTool | ForwardTool;

/** An identity function: it exists so that TypeScript infers the types of `handler` and `markdown`. */
export function defineSdpTool<I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<SdpTool<I, O>, 'access'>,
): SdpTool<I, O> {
  return { access: 'sdp', ...tool };
}

/** An identity function: it exists so that TypeScript infers the types of `handler` and `markdown`. */
export function defineSetupTool<I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<SetupTool<I, O>, 'access'>,
): SetupTool<I, O> {
  return { access: 'setup', ...tool };
}

/** An identity function: it exists so that TypeScript infers the types of `handler` and `markdown`. */
export function defineServerTool<I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<ServerTool<I, O>, 'access'>,
): ServerTool<I, O> {
  return { access: 'server', ...tool };
}

/** An identity function: it exists so that TypeScript infers the types of `handler` and `markdown`. */
export function defineCatalogTool<I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<CatalogTool<I, O>, 'access'>,
): CatalogTool<I, O> {
  return { access: 'catalog', ...tool };
}

/** An identity function: it exists so that TypeScript infers the type of `target`. */
export function defineForwardTool<I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<ForwardTool<I, O>, 'access'>,
): ForwardTool<I, O> {
  return { access: 'forward', ...tool };
}
