import { Agent, request } from 'undici';
import { ZohoAccountsSimulator } from '../../test/simulators/zoho-accounts/zoho-accounts.simulator.js';

const SCOPES = ['SDPOnDemand.requests.ALL'];

/** What this machine can do at best: the same asks without a server or a database. Returns asks per second. */
export async function bareAsksPerSecond({
  count,
  inFlight,
  latencyMs,
}: {
  readonly count: number;
  readonly inFlight: number;
  readonly latencyMs: number;
}): Promise<number> {
  const zoho = await ZohoAccountsSimulator.start();
  const dispatcher = new Agent({ connections: inFlight });
  const forms = Array.from({ length: count }, (_, index) => {
    const client = zoho.registerClient({ user: `bare-${index}@example.com` });
    return new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      refresh_token: zoho.issueRefreshToken(client, SCOPES),
    }).toString();
  });
  zoho.faults.untilCleared({ kind: 'slow', ms: latencyMs });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const started = performance.now();
  const askInTurn = async (): Promise<void> => {
    for (let body = forms.pop(); body !== undefined; body = forms.pop()) {
      const answer = await request(`${zoho.url}/oauth/v2/token`, { dispatcher, method: 'POST', headers, body });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, askInTurn));
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all([dispatcher.close(), zoho.close()]);
  return count / seconds;
}
