import { type ToolResult, toolResult } from './tool-result.js';
import type { AnsweringTool, SdpTool } from './tools/define-tool.js';
import { ALREADY_DONE, deferredText, type WriteOutcome } from './tools/write-outcome.js';

/** A tool's output as its result. */
export function present(tool: AnsweringTool, output: unknown): ToolResult {
  const checked = tool.output.parse(output);
  return toolResult(checked, tool.markdown(checked));
}

/** The same for what became of a write: done now, done by an earlier call, or kept to be sent later. */
export function presentWrite(tool: SdpTool, outcome: WriteOutcome): ToolResult {
  if ('deferred' in outcome) return toolResult({ deferred: outcome.deferred }, deferredText(outcome.deferred));
  if (!outcome.alreadyDone) return present(tool, outcome.output);
  const checked = tool.output.parse(outcome.output);
  return toolResult({ ...checked, already_done: true }, `${ALREADY_DONE}\n\n${tool.markdown(checked)}`);
}
