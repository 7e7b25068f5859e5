// Loaded into a server process beside the server, not part of it: tells how long its event loop was held up.
// SIGUSR2 prints what was measured since the last time, as one line, and begins anew.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6);
    process.stderr.write(`loop-meter ${JSON.stringify({ p50, p99, max })}\n`);
    delay.reset();
  });
}
