import { closestNames } from '../common/text/closest-names.js';
import { PromptFault } from './mcp.errors.js';
import { prompts } from './prompts/index.js';
import { cleanLine } from './text/clean-text.js';

/** Characters of one argument. */
const LONGEST = 2_000;

/** The result of `prompts/list`. */
export function listPrompts() {
  return {
    prompts: prompts.map(({ name, title, description, arguments: args }) => ({
      name,
      title,
      description,
      arguments: args.map(({ proposes: _proposes, ...argument }) => argument),
    })),
  };
}

/** The result of `prompts/get`. @throws PromptFault */
export function getPrompt(name: string, given: Readonly<Record<string, string>> = {}) {
  const prompt = prompts.find((one) => one.name === name);
  if (prompt === undefined) {
    const names = prompts.map((one) => one.name);
    throw new PromptFault(
      `There is no such prompt. There are: ${(closestNames(names, name).length > 0 ? closestNames(names, name) : names).join(', ')}.`,
    );
  }
  const values = Object.fromEntries(
    prompt.arguments.map((argument) => [argument.name, cleanLine(given[argument.name] ?? '', LONGEST) || undefined]),
  );
  const missing = prompt.arguments.filter((argument) => argument.required && values[argument.name] === undefined);
  if (missing.length > 0) {
    throw new PromptFault(`The prompt ${name} needs: ${missing.map((argument) => argument.name).join(', ')}.`);
  }
  return {
    description: prompt.description,
    messages: [{ role: 'user' as const, content: { type: 'text' as const, text: prompt.text(values) } }],
  };
}
