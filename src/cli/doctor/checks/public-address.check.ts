import { askHealth } from '../../local-server.js';
import { explainNetworkFailure } from '../../network-failure.js';
import { type Check, type Finding, ok, type Scene, skip, warn } from '../finding.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** Where people reach the server, and for which names it answers. */
export const publicAddressCheck: Check = {
  name: 'public address',
  async run(scene) {
    return [...sanity(scene), await reach(scene)];
  },
};

function sanity({ config: { publicUrl, host, accessKeys } }: Scene): Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  const named = !LOOPBACK.includes(hostname);
  const listensBeyond = !LOOPBACK.includes(host);
  const findings: Finding[] = [];
  if (named && protocol === 'http:') {
    findings.push(
      warn(
        `SDP_PUBLIC_URL is ${publicUrl}: secrets travel in the clear`,
        'Put a proxy with TLS before the server, and its https:// address here.',
      ),
    );
  }
  if (listensBeyond && !named) {
    findings.push(
      warn(
        `the server listens on ${host}, and answers to the names of this machine alone: everybody else gets 403`,
        'Set SDP_PUBLIC_URL to the address people use, or SDP_ALLOWED_HOSTS to its name.',
      ),
    );
  }
  if (listensBeyond && accessKeys.length === 0) {
    findings.push(
      warn(
        `whoever reaches ${host} may try Client IDs and Secrets there`,
        'Set SDP_ACCESS_KEYS, or let only those in who should: by network or by proxy.',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(`the server listens on ${host} and answers to ${hostname}`)];
}

async function reach({ config: { publicUrl }, server }: Scene): Promise<Finding> {
  if (!server) return skip(`whether ${publicUrl} leads to the server is known while it runs`);
  try {
    if (await askHealth(publicUrl)) return ok(`${publicUrl} leads to the server`);
    return warn(
      `${publicUrl} is answered by something else`,
      'Look at SDP_PUBLIC_URL and at the proxy behind that address.',
    );
  } catch (error) {
    const { message } = explainNetworkFailure(error, new URL(publicUrl).origin);
    return warn(
      `${publicUrl} is not reached from this machine. ${message}`,
      'If people reach it from where they are, nothing is wrong.',
    );
  }
}
