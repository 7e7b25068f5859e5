import { createServer } from 'node:net';
import { type Check, fail, type Finding, ok, warn } from '../finding.js';

/** Free, or answered by a server of ours. */
export const portCheck: Check = {
  name: 'port',
  async run({ config: { host, port }, server }) {
    const place = `port ${port} of ${host}`;
    if (server) {
      const answers = `${place} is answered by this server, version ${server.version}`;
      const open = server.circuits.filter(({ state }) => state !== 'closed').map(({ name }) => name);
      if (server.status === 'ok') return [ok(answers)];
      return [
        warn(
          `${answers}, which says it is ${server.status}`,
          open.length > 0
            ? `It cannot reach ${open.join(', ')} at the moment: look at the checks of Zoho below.`
            : 'Run the status command, or look at its log.',
        ),
      ];
    }
    return [finding(await codeOfListening(host, port), place)];
  },
};

function finding(code: string | undefined, place: string): Finding {
  switch (code) {
    case undefined:
      return ok(`${place} is free; the server does not run`);
    case 'EADDRINUSE':
      return fail(`${place} is used by another program`, 'Stop that program, or set PORT to another number.');
    case 'EACCES':
      return fail(
        `${place} may not be used by this user`,
        'Set PORT to a number from 1024 on, and let a proxy have the other.',
      );
    default:
      return fail(
        `${place} cannot be listened on (${code})`,
        'Set HOST to an address of this machine: 127.0.0.1, or 0.0.0.0 for all.',
      );
  }
}

/** undefined when it can be listened on. */
function codeOfListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
