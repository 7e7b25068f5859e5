import { Client } from 'undici';
import type { Caller } from './callers/caller.js';
import { sseCaller } from './callers/sse.caller.js';
import { modernCaller, streamableCaller } from './callers/streamable.caller.js';
import { post } from './callers/caller.js';
import { failureCostToUntuned } from './breaker.js';
import { FLOORS } from './floors.js';
import { cpuPerCall, pairedLatency, timed } from './measure.js';
import { type Row, table } from './report.js';
import { kilobytesPerSession } from './sessions.js';
import { setStage, type Stage } from './stage.js';
import { median, percentile } from './statistics.js';

const CONCURRENCY = 8;

/**
 * `npm run bench`: what a call costs through the built server, beside a raw Fastify echo and the direct call, in the
 * same run. `-- --guard` takes fewer samples and ends with exit code 1 when a floor is missed.
 */
async function main(guard: boolean): Promise<void> {
  const stage = await setStage();
  const rows: Row[] = [];
  try {
    const calls = guard ? 1_500 : 6_000;
    const echo = echoCaller(stage.echo.url);
    const echoCpu = await cpuPerCall(
      stage.echo.pid,
      Array.from({ length: CONCURRENCY }, () => echoCaller(stage.echo.url)),
      calls * 4,
    );
    rows.push(row('CPU per echo', `${echoCpu.toFixed(0)} µs`));

    for (const open of [streamableCaller, modernCaller, sseCaller]) {
      const callers = await Promise.all(Array.from({ length: CONCURRENCY }, async () => open(stage.target)));
      const cpu = await cpuPerCall(stage.server.child.pid!, callers, calls);
      await Promise.all(callers.map((caller) => caller.close()));
      rows.push(
        row(
          `CPU per tools/call, ${callers[0]!.name}`,
          `${cpu.toFixed(0)} µs, ${(cpu / echoCpu).toFixed(1)} x echo`,
          `${FLOORS.cpuToEcho} x echo`,
          cpu / echoCpu <= FLOORS.cpuToEcho,
        ),
      );
    }
    rows.push(...(await latencyRows(stage, echo, guard ? 600 : 4_000)));
    rows.push(...(await listRows(stage)));
    const ready = median(stage.readyMs);
    const readyFloor = Math.max(FLOORS.readyMs, FLOORS.readyToEcho * stage.echo.startMs);
    rows.push(row('start of the echo server', `${stage.echo.startMs.toFixed(0)} ms`));
    rows.push(
      row(
        'start to ready, existing folder',
        `${ready.toFixed(0)} ms`,
        `${readyFloor.toFixed(0)} ms`,
        ready <= readyFloor,
      ),
    );

    const failureCost = await failureCostToUntuned();
    rows.push(
      row(
        'a failure in a full window of a circuit',
        `${failureCost.toFixed(2)} x untuned`,
        `${FLOORS.failureToUntuned} x untuned`,
        failureCost <= FLOORS.failureToUntuned,
      ),
    );

    // With the twenty that warm up, as many as a server takes.
    const counts = [1_000, 4_980];
    await stage.restart();
    const perSession = await kilobytesPerSession(stage, guard ? counts.slice(0, 1) : counts);
    perSession.forEach((kilobytes, index) => {
      rows.push(
        row(
          `memory per idle SSE session, ${counts[index]} open`,
          `${kilobytes.toFixed(1)} KB`,
          `${FLOORS.kilobytesPerSession} KB`,
          kilobytes <= FLOORS.kilobytesPerSession,
        ),
      );
    });
  } finally {
    await stage.close();
  }
  process.stdout.write(`\n${table(rows)}\n`);
  if (guard && rows.some(({ holds }) => !holds)) throw new Error('A floor is missed.');
}

async function latencyRows(stage: Stage, echo: Caller, pairs: number): Promise<Row[]> {
  const direct = new Client(new URL(stage.direct.url).origin);
  const { pathname, search } = new URL(stage.direct.url);
  const directly = async (): Promise<void> => {
    const { statusCode, body } = await direct.request({
      method: 'GET',
      path: pathname + search,
      headers: stage.direct.headers,
    });
    await body.text();
    if (statusCode !== 200) throw new Error(`The direct call answered ${statusCode}`);
  };
  const caller = streamableCaller(stage.target);
  const latency = await pairedLatency(directly, () => caller.call(), pairs);
  const echoMs: number[] = [];
  for (let call = 0; call < pairs; call++) echoMs.push(await timed(() => echo.call()));
  await Promise.all([direct.close(), caller.close(), echo.close()]);

  const added = (share: number): number => percentile(latency.through, share) - percentile(latency.direct, share);
  const rowFor = (name: string, share: number, floorMs: number, toEcho: number): Row => {
    const floor = Math.max(floorMs, toEcho * percentile(echoMs, share));
    return row(
      `added latency ${name}, one caller`,
      `${added(share).toFixed(2)} ms`,
      `${floor.toFixed(1)} ms`,
      added(share) <= floor,
    );
  };
  return [
    row(
      'direct call p50 / p99',
      `${median(latency.direct).toFixed(2)} / ${percentile(latency.direct, 0.99).toFixed(2)} ms`,
    ),
    row('echo p50 / p99', `${median(echoMs).toFixed(2)} / ${percentile(echoMs, 0.99).toFixed(2)} ms`),
    rowFor('p50', 0.5, FLOORS.addedMedianMs, FLOORS.addedMedianToEcho),
    rowFor('p99', 0.99, FLOORS.addedP99Ms, FLOORS.addedP99ToEcho),
  ];
}

async function listRows({ target }: Stage): Promise<Row[]> {
  const client = new Client(target.url);
  const headers = {
    ...target.headers,
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-11-25',
  };
  let bytes = 0;
  const list = async (): Promise<void> => {
    bytes = (await post(client, '/mcp', headers, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).text.length;
  };
  for (let call = 0; call < 50; call++) await list();
  const times: number[] = [];
  for (let call = 0; call < 300; call++) times.push(await timed(list));
  await client.close();
  return [row('tools/list', `${median(times).toFixed(2)} ms, ${bytes} bytes`)];
}

function echoCaller(url: string): Caller {
  const client = new Client(url);
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'echo', arguments: { text: 'x'.repeat(100) } },
  };
  return { name: 'echo', call: async () => void (await post(client, '/echo', {}, body)), close: () => client.close() };
}

function row(what: string, measured: string, floor = '', holds = true): Row {
  return { what, measured, floor, holds };
}

main(process.argv.includes('--guard')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
