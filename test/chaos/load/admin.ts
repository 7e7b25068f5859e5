import type { Replica } from '../stage/replica.js';

/** A circuit as `GET /admin/circuit-breakers` tells of it. */
interface CircuitSeen {
  readonly name: string;
  readonly state: string;
  readonly window: { readonly calls: number; readonly failures: number };
}

/** The operator, at one replica. */
export class Admin {
  constructor(private readonly token: string) {}

  async circuits(replica: Replica): Promise<readonly CircuitSeen[]> {
    const answer = await this.ask(replica, 'GET', '/admin/circuit-breakers');
    return ((await answer.json()) as { circuits: CircuitSeen[] }).circuits;
  }

  async circuit(replica: Replica, name: string): Promise<CircuitSeen | undefined> {
    return (await this.circuits(replica)).find((circuit) => circuit.name === name);
  }

  async reset(replica: Replica, name: string): Promise<void> {
    await this.ask(replica, 'POST', `/admin/circuit-breakers/${name}/reset`);
  }

  /** HTTP status of the list for another bearer. */
  async statusFor(replica: Replica, token: string): Promise<number> {
    return (await this.request(replica, 'GET', '/admin/circuit-breakers', token)).status;
  }

  private async ask(replica: Replica, method: string, path: string): Promise<Response> {
    const answer = await this.request(replica, method, path, this.token);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer;
  }

  private request(replica: Replica, method: string, path: string, token: string): Promise<Response> {
    return fetch(`${replica.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  }
}
