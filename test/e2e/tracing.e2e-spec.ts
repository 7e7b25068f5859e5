import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TRACING_PACKAGES } from '../../src/telemetry/tracing/start-tracing.js';
import { type CollectedSpan, type Collector, startCollector } from '../support/collector.js';
import { connectors } from '../support/sdk-clients.js';
import { headersOf, setStage, type Stage } from './clients/stage.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
/** Two minutes pass in the process when it is told so. */
const TIME_PASSES = `--import=data:text/javascript,${encodeURIComponent(
  `const Real = Date;
   class Later extends Real {
     constructor(...given) { super(...(given.length > 0 ? given : [Real.now() + 120_000])); }
     static now() { return Real.now() + 120_000; }
   }
   process.on('SIGUSR2', () => { globalThis.Date = Later; })`,
)}`;
const [SERVER, CLIENT] = [2, 3];
const FAILED = 2;

describe('the built server with SDP_OTEL', () => {
  let collector: Collector;
  let stage: Stage;
  let technician: ReturnType<Stage['simulators']['newTechnician']>;
  let subject: string;

  beforeAll(async () => {
    collector = await startCollector();
    stage = await setStage({
      SDP_OTEL: 'true',
      NODE_OPTIONS: TIME_PASSES,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=help-desk',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=trial',
    });
    technician = stage.simulators.newTechnician();
    const client = await connectors['SDK v1 over Streamable HTTP']!(stage.url, {
      ...headersOf(technician),
      traceparent: `00-${TRACE}-${CALLER}-01`,
      'x-request-id': 'told-by-the-caller',
    });
    await client.callTool('complete_setup', { grant_token: technician.grantToken() });
    // SDP does not know the token any more, which is two minutes old: the call fetches a new one in the middle.
    stage.server.child.kill('SIGUSR2');
    stage.simulators.accounts().expireAccessTokens();
    const tickets = await client.callTool('list_requests', { limit: 1 });
    subject = (tickets.structured as { requests: { subject: string }[] }).requests[0]!.subject;
    await client.callTool('get_request', { request_id: '99999999' });
    await client.close();
    // What has not been sent yet is sent at the end.
    expect(await stage.server.stop()).toBe(0);
  }, 120_000);
  afterAll(async () => {
    await stage?.close();
    await collector?.close();
  });

  const spansOf = (name: string) => collector.spans.filter((span) => span.name === name);
  const parentOf = (span: CollectedSpan) => collector.spans.find(({ spanId }) => spanId === span.parentSpanId);

  it('sends them where OTEL_* says, under the name of the server', () => {
    expect(collector.spans.length).toBeGreaterThan(3);
    expect(collector.headers[0]).toMatchObject({ 'x-team': 'help-desk' });
    expect(collector.spans[0]!.resource).toMatchObject({
      'service.name': 'servicedesk-plus-mcp',
      'deployment.environment.name': 'trial',
    });
  });

  it('goes on with the trace of the caller, from the tool call over the operation to the refresh', () => {
    const [refresh] = spansOf('zoho token refresh');
    const operation = parentOf(refresh!)!;
    const call = parentOf(operation)!;

    expect([operation.name, call.name]).toEqual(['GET requests', 'tools/call list_requests']);
    expect(call.parentSpanId).toBe(CALLER);
    expect(new Set([refresh, operation, call].map((span) => span!.traceId))).toEqual(new Set([TRACE]));
    expect([call.kind, operation.kind, refresh!.kind]).toEqual([SERVER, CLIENT, CLIENT]);
  });

  it('links each with the id of the request, by which the log has it', () => {
    const calls = collector.spans.filter(({ name }) => name.startsWith('tools/call'));

    expect(calls.length).toBe(3);
    for (const { attributes } of calls) expect(attributes['sdp_mcp.request_id']).toBe('told-by-the-caller');
  });

  it('tells failures by their code alone', () => {
    const [failed] = spansOf('tools/call get_request');

    expect(failed!.status).toEqual({ code: FAILED });
    expect(failed!.attributes['error.type']).toBe('SDP_NOT_FOUND');
    expect(collector.spans.flatMap(({ events }) => events)).toEqual([]);
  });

  it('says nothing of secrets, tickets or the ids of records', () => {
    const text = collector.text();

    expect(subject.length).toBeGreaterThan(5);
    for (const secret of [
      technician.clientId,
      technician.clientSecret,
      technician.email,
      subject,
      '99999999',
      '1000.',
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('what SDP_OTEL needs', () => {
  it('is installed here in the versions that the server asks for', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };

    for (const wanted of TRACING_PACKAGES) {
      const at = wanted.lastIndexOf('@');
      expect(devDependencies[wanted.slice(0, at)]).toBe(wanted.slice(at + 1));
    }
  });
});
