import { AppConfig, InvalidEnvironmentError } from '../../config/app-config.js';
import { Env } from '../../config/env.schema.js';
import { closestNames } from '../../common/text/closest-names.js';
import { fail, type Finding, ok, warn } from './finding.js';

/** Variables of the command line and of people, which the server does not read. */
const OF_OTHERS = ['SDP_CLIENT_ID', 'SDP_CLIENT_SECRET', 'SDP_ACCESS_KEY', 'SDP_PORTAL'];

/** Reads the settings as at the start. Every other check needs them, so this one comes before the list of checks. */
export function readConfiguration(env: NodeJS.ProcessEnv): { config?: AppConfig; findings: Finding[] } {
  const typos = unknownVariables(env);
  try {
    const config = AppConfig.fromEnv(env);
    return { config, findings: [ok('every variable is usable'), ...typos] };
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    const problems = error.problems.map((problem) =>
      fail(problem, 'Correct it; docs/CONFIGURATION.md has the details.'),
    );
    return { findings: [...problems, ...typos] };
  }
}

/** A variable with a typing mistake is otherwise never noticed. */
function unknownVariables(env: NodeJS.ProcessEnv): Finding[] {
  const known = Object.keys(Env.shape);
  return Object.keys(env)
    .filter((name) => name.startsWith('SDP_') && !known.includes(name) && !OF_OTHERS.includes(name))
    .map((name) => {
      const [meant] = closestNames(known, name);
      return warn(`${name} is no variable of this server`, meant ? `Did you mean ${meant}?` : 'Remove it.');
    });
}
