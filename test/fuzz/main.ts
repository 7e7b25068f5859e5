import { fuzz } from './fuzz.js';

/** `npm run fuzz [calls] [seed]`: 20,000 calls of each kind by default. Ends with 1 when something was found. */
const [calls = '20000', seed = '1'] = process.argv.slice(2);

const startedMs = performance.now();
const report = await fuzz({
  calls: Number(calls),
  seed: Number(seed),
  onProgress: (done, of) => void process.stderr.write(`\r${done} of ${of} tools`),
});
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
process.stdout.write(
  `\n${report.valid} valid calls (${report.answered} answered, the others refused), ${report.invalid} invalid ones ` +
    `(${report.lenient} taken leniently) in ${seconds} s: ${report.findings.length} findings\n`,
);
// Findings of one tool that begin alike are most often one fault.
const kinds = new Map(report.findings.map((finding) => [`${finding.tool} ${finding.problem.slice(0, 60)}`, finding]));
for (const { tool, args, problem } of kinds.values()) {
  process.stdout.write(`\n${tool} ${JSON.stringify(args).slice(0, 600)}\n  ${problem}\n`);
}
process.exitCode = report.findings.length === 0 ? 0 : 1;
