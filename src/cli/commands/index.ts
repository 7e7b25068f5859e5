import type { CliCommand } from '../command.js';
import { connectCommand } from './connect.command.js';
import { doctorCommand } from './doctor.command.js';
import { keysCommand } from './keys.command.js';
import { serveCommand } from './serve.command.js';
import { setupCommand } from './setup.command.js';
import { statusCommand } from './status.command.js';
import { exportCommand, importCommand } from './transfer.commands.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  serveCommand,
  connectCommand,
  setupCommand,
  statusCommand,
  doctorCommand,
  keysCommand,
  exportCommand,
  importCommand,
];
