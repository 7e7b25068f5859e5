import type { Technician } from '../stage/simulator-commands.js';

/** A technician whose tokens the servers hold. */
export interface Person extends Technician {
  /** Id of their row. */
  readonly connectionId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands a grant token over at one replica. @throws Error when it is refused */
export async function signIn(url: string, technician: Technician): Promise<Omit<Person, 'connectionId'>> {
  const headers = { 'x-sdp-client-id': technician.clientId, 'x-sdp-client-secret': technician.clientSecret };
  const answer = await fetch(`${url}/oauth/setup`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ code: technician.grantToken }),
  });
  if (!answer.ok) throw new Error(`Set-up answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
  return { ...technician, headers };
}
