import {
  claudeCode,
  claudeCodeCommand,
  claudeCodeSse,
  claudeDesktop,
  claudeDesktopConnect,
} from './snippets/claude-snippets.js';
import type { ClientSnippet } from './snippets/client-snippet.js';
import { copilotStudio } from './snippets/copilot-studio-snippet.js';
import { codex, cursor, gemini, vscode, windsurf } from './snippets/editor-snippets.js';
import { mcpRemote } from './snippets/mcp-remote-snippet.js';
import type { SnippetOptions } from './snippets/snippet-options.js';

export type { ClientSnippet, SnippetOptions };

/** One way or more for every client we know, the most used first. Pages and documents show these and no others. */
export function clientSnippets(options: SnippetOptions): ClientSnippet[] {
  return CLIENTS.map((client) => client(options));
}

const CLIENTS: readonly ((options: SnippetOptions) => ClientSnippet)[] = [
  claudeCode,
  claudeCodeCommand,
  claudeDesktop,
  claudeDesktopConnect,
  cursor,
  vscode,
  gemini,
  codex,
  windsurf,
  copilotStudio,
  mcpRemote,
  claudeCodeSse,
];
