import type { Dispatcher } from 'undici';
import { outgoingAgent } from '../../../common/network/outgoing-agent.js';
import { request } from '../../http.js';
import { explainNetworkFailure } from '../../network-failure.js';
import { type Check, fail, type Finding, ok, type Scene, warn } from '../finding.js';

const LONGEST_MS = 8_000;
/** The header has whole seconds, and its way takes time. */
const REMARKABLE_SKEW_MS = 30_000;

const DIRECTLY =
  'This server needs a way to it: look at DNS and firewall, and set HTTPS_PROXY where the way leads through a proxy.';
const THROUGH_PROXY =
  'It is asked through the proxy of HTTPS_PROXY or HTTP_PROXY: look at that address, and at NO_PROXY.';

/** DNS, TLS, an answer of any status, and the clock, of both servers of the data center. */
export const zohoCheck: Check = {
  name: 'Zoho',
  async run(scene) {
    const { dataCenter, dataCenters } = scene.config;
    const hosts = dataCenters[dataCenter];
    if (!hosts)
      return [fail(`this server has no addresses for the data center ${dataCenter}`, 'Set SDP_ACCOUNTS_URL.')];
    const sides = [
      ['Zoho Accounts', hosts.accountsUrl],
      ['ServiceDesk Plus', hosts.sdpUrl],
    ] as const;
    const dispatcher = outgoingAgent({ connectMs: LONGEST_MS }, scene.config.proxy);
    try {
      return (await Promise.all(sides.map(([name, url]) => look(name, url, scene, dispatcher)))).flat();
    } finally {
      await dispatcher.close();
    }
  },
};

async function look(name: string, url: string, { clock, config }: Scene, dispatcher: Dispatcher): Promise<Finding[]> {
  const askedMs = clock.nowMs();
  try {
    const { headers, status } = await request(url, { timeoutMs: LONGEST_MS, dispatcher });
    const middleMs = (askedMs + clock.nowMs()) / 2;
    const reached =
      status >= 500
        ? warn(
            `${name} at ${url} answers with HTTP ${status}`,
            'It has trouble, or a proxy in between. Try again later.',
          )
        : ok(`${name} at ${url} answers`);
    return [reached, ...skewOf(name, headers.get('date'), middleMs)];
  } catch (error) {
    const { message } = explainNetworkFailure(error, url);
    return [fail(`${name} is not reached. ${message}`, config.proxy ? THROUGH_PROXY : DIRECTLY)];
  }
}

function skewOf(name: string, date: string | null, nowMs: number): Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const aheadMs = nowMs - theirs;
  if (Math.abs(aheadMs) < REMARKABLE_SKEW_MS) return [ok(`the clock of this machine agrees with ${name}`)];
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return [
    warn(
      `the clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ${name}`,
      'Set it by NTP: times of tokens and of tickets depend on it.',
    ),
  ];
}
