import { table } from './table.js';
import { VARIABLES } from './variables.js';

const HEAD = `# Configuration

Everything is set by environment variables, read once at the start. What is unusable ends the process with a list of all
bad variables by name; no value is ever printed. An empty variable counts as unset.

<!-- Made by npm run docs; a test fails when it is stale or a variable is missing. -->
`;

/** docs/CONFIGURATION.md. */
export function configurationPage(): string {
  const parts = Object.entries(VARIABLES).map(([title, variables]) => {
    const rows = variables.map(({ name, standard, meaning }) => [`\`${name}\``, standard, meaning]);
    return `\n## ${title}\n\n${table([['variable', 'default', 'meaning'], ...rows])}`;
  });
  return HEAD + parts.join('');
}
