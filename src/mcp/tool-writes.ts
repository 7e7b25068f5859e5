import { AppError } from '../common/errors/app.error.js';
import type { DeferredWrites, OwnDeferred } from '../writes/deferred-writes.js';
import { failureKind } from '../writes/failure-kind.js';
import type { WriteIntents } from '../writes/write-intents.js';
import type { WriteResult } from '../writes/write-result.js';
import type { SdpTool, SdpToolContext } from './tools/define-tool.js';
import { DeferralOfferedError, DeferredWriteEndedError, PartlyDoneError } from './tools/tool.errors.js';
import type { DeferredNotice, WriteOutcome } from './tools/write-outcome.js';
import { type DeferredWriteView, deferredWriteView } from './views/deferred-write.view.js';

/** Arguments that say how to write, not what. */
interface WriteOptions {
  readonly idempotencyKey?: string;
  readonly defer?: 'never' | 'if_unreachable' | 'always';
  readonly expiresInMinutes?: number;
}

/** One call of a tool that works on ServiceDesk Plus. */
interface Call {
  readonly tool: SdpTool;
  readonly input: Record<string, unknown>;
  readonly context: SdpToolContext;
}

export interface ToolWritesParts {
  readonly intents: Pick<WriteIntents, 'once'>;
  readonly deferred: Pick<DeferredWrites, 'defer' | 'listOwn' | 'getOwn' | 'findByKey' | 'cancel'>;
  readonly tools: readonly SdpTool[];
}

/** Runs tools so that a write with a key happens once, and one that cannot be sent now is sent later if that is wanted. */
export class ToolWrites {
  constructor(private readonly parts: ToolWritesParts) {}

  /** @throws whatever the tool throws, and the errors of `WriteIntents.once` and `DeferredWrites.defer` */
  async run(tool: SdpTool, input: Record<string, unknown>, context: SdpToolContext): Promise<WriteOutcome> {
    const call = { tool, input, context };
    const { idempotencyKey } = input as WriteOptions;
    if (!tool.write || idempotencyKey === undefined) return this.perform(call);
    return this.once(call, idempotencyKey);
  }

  async list(connectionId: string): Promise<DeferredWriteView[]> {
    return (await this.parts.deferred.listOwn(connectionId)).map((write) => this.viewOf(write));
  }

  /** @throws DeferredWriteNotFoundError, DeferredWriteBusyError */
  async cancel(connectionId: string, id: string): Promise<DeferredWriteView> {
    return this.viewOf(await this.parts.deferred.cancel(connectionId, id));
  }

  private async once(call: Call, key: string): Promise<WriteOutcome> {
    const { tool, context } = call;
    const { connectionId, portal = null } = context.sdp.connection;
    const outcome = await this.parts.intents.once<WriteOutcome>({
      ...{ connectionId, key, tool: tool.name },
      request: { portal, args: whatOf(call.input) },
      send: () => this.perform(call),
      keep: (done) =>
        'deferred' in done ? { deferred_write_id: done.deferred.id } : (tool.write?.keep(done.output) ?? {}),
      find: async (sentAt) => {
        const deferred = await this.parts.deferred.findByKey(connectionId, key, sentAt);
        return deferred ? { deferred_write_id: deferred.id } : tool.write?.find(call.input, context, sentAt);
      },
    });
    return 'kept' in outcome ? this.restored(call, outcome.kept) : outcome.output;
  }

  /** What an earlier call did, told again. */
  private async restored(call: Call, kept: WriteResult): Promise<WriteOutcome> {
    const { tool, input, context } = call;
    const deferredId = kept['deferred_write_id'];
    if (typeof deferredId === 'string') {
      const deferred = await this.parts.deferred.getOwn(context.sdp.connection.connectionId, deferredId);
      if (deferred.state === 'pending') return { deferred: this.noticeOf(deferred) };
      if (!deferred.result) throw new DeferredWriteEndedError(deferred.state, deferred.reason);
      return this.restored(call, deferred.result);
    }
    try {
      const output = (await tool.write?.restore?.(kept, input, context)) ?? {};
      return { output, alreadyDone: true };
    } catch (error) {
      const done = `Nothing was sent now: the earlier call with this idempotencyKey had done it (id ${String(kept['id'])}).`;
      throw error instanceof AppError ? new PartlyDoneError(error, done) : error;
    }
  }

  private async perform(call: Call): Promise<WriteOutcome> {
    const { tool, input, context } = call;
    const { defer = 'never' } = input as WriteOptions;
    const startedAt = context.clock.now();
    if (defer === 'always' && tool.write?.deferral) return this.deferUnsent(call);
    try {
      return { output: await tool.handler(input, context), alreadyDone: false };
    } catch (error) {
      const kind = failureKind(error);
      if (!tool.write?.deferral || context.signal.aborted || !(error instanceof AppError)) throw error;
      if (defer === 'never') throw kind === 'sick' ? new DeferralOfferedError(error) : error;
      if (kind !== 'sick' && kind !== 'maybe_sent') throw error;
      const ticket = this.knownTicket(call);
      return this.defer(call, {
        ticket,
        because: error.code,
        ...(kind === 'maybe_sent' && { maybeSentSince: startedAt }),
      });
    }
  }

  /** A ticket that does not exist is told now and not tomorrow; one that cannot be looked up now is taken as it is. */
  private async deferUnsent(call: Call): Promise<WriteOutcome> {
    const { tool, input, context } = call;
    try {
      const record = tool.write?.deferral?.record(input);
      const known = record && (await context.sdp.parents.resolve(record.module, record.id));
      return await this.defer(call, { ticket: known?.id });
    } catch (error) {
      if (failureKind(error) !== 'sick') throw error;
      return this.defer(call, { ticket: this.knownTicket(call) });
    }
  }

  private async defer(
    { tool, input, context }: Call,
    how: { readonly ticket: string | undefined; readonly because?: string; readonly maybeSentSince?: Date },
  ): Promise<WriteOutcome> {
    const { connectionId, dataCenter, portal } = context.sdp.connection;
    const { idempotencyKey, expiresInMinutes } = input as WriteOptions;
    const { ticket, because, maybeSentSince } = how;
    const args = whatOf(input);
    const written = await this.parts.deferred.defer({
      ...{ connectionId, dataCenter, portal, tool: tool.name, args },
      ...{ idempotencyKey, ticket, expiresInMinutes, maybeSentSince },
    });
    const notice = this.noticeOf({ ...written, args, reason: undefined });
    return { deferred: because === undefined ? notice : { ...notice, because } };
  }

  private knownTicket({ tool, input, context }: Call): string | undefined {
    const record = tool.write?.deferral?.record(input);
    return record?.module === 'request' ? context.sdp.tickets.knownId(record.id) : undefined;
  }

  private noticeOf(write: OwnDeferred): DeferredNotice {
    const { id, what = write.tool, tried_until, maybe_sent } = this.viewOf(write);
    return { id, what, tried_until, maybe_sent };
  }

  /** The tool's own words for what it was called with, if this version of it still takes those arguments. */
  private viewOf(write: OwnDeferred): DeferredWriteView {
    const tool = this.parts.tools.find(({ name }) => name === write.tool);
    const input = tool?.input.safeParse(write.args);
    return deferredWriteView(write, input?.success ? tool?.write?.deferral?.describe(input.data) : undefined);
  }
}

function whatOf(input: Record<string, unknown>): Record<string, unknown> {
  const { idempotencyKey: _key, defer: _defer, expiresInMinutes: _expires, ...what } = input;
  return what;
}
