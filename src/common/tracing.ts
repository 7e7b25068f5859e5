import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';
import { outcomeCode } from './errors/outcome-code.js';
import { currentRequestId } from './logging/request-context.js';
import { serverVersion } from './version.js';

/** Does nothing until `startTracing` registers somebody who listens (ADR 0015). */
const tracer = trace.getTracer('servicedesk-plus-mcp', serverVersion);

export interface SpanOptions {
  /** `server`: somebody asked us; `client`: we ask somebody. */
  readonly kind: 'server' | 'client';
  /** Names of ours only: no secret, nothing that a person or a ticket says, no id of a record. */
  readonly attributes?: Attributes;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/** Runs the work in a span. What the work rejects with is told by its code, and never by its message. */
export function inSpan<T>(name: string, { kind, attributes = {} }: SpanOptions, work: () => Promise<T>): Promise<T> {
  const requestId = currentRequestId();
  const own = { ...attributes, ...(requestId === undefined ? {} : { 'sdp_mcp.request_id': requestId }) };
  return tracer.startActiveSpan(name, { kind: KINDS[kind], attributes: own }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute('error.type', outcomeCode(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks the span of whoever emits an event as failed with this code. */
export function failSpan(code: string): void {
  trace.getActiveSpan()?.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR });
}

/** Goes on with the trace of which the headers tell (W3C Trace Context), if they do. */
export function withTraceOf<T>(headers: IncomingHttpHeaders, work: () => T): T {
  return context.with(propagation.extract(ROOT_CONTEXT, headers), work);
}
