#!/usr/bin/env node
import { EXIT_CODES } from './exit-codes.js';
import { runProgram } from './program.js';
import { Terminal } from './terminal.js';

const outcome = await runProgram(process.argv.slice(2), {
  env: process.env,
  terminal: Terminal.ofProcess(process.env),
});
// Not process.exit(): what was written to a pipe would be cut, and the server goes on.
process.exitCode = EXIT_CODES[outcome].code;
