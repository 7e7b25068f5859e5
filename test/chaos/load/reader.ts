import type { Stage } from '../stage/stage.js';
import type { Person } from './person.js';
import { type CallResult, ToolClient } from './tool-client.js';

/** People who read a ticket: the usual load of a scenario. */
export class Reader {
  readonly client: ToolClient;

  private constructor(
    private readonly stage: Stage,
    private readonly ticket: string,
    options: ConstructorParameters<typeof ToolClient>[0],
  ) {
    this.client = new ToolClient(options);
  }

  static async of(stage: Stage, options: ConstructorParameters<typeof ToolClient>[0] = {}): Promise<Reader> {
    const [ticket] = await stage.simulators.ask('ticketIds', 1);
    return new Reader(stage, ticket ?? '', options);
  }

  /** One call. @param where replica, going round; or an address */
  read({ headers }: Pick<Person, 'headers'>, where: number | string): Promise<CallResult> {
    const url = typeof where === 'string' ? where : this.stage.replica(where).url;
    return this.client.call(url, { tool: 'get_request', args: { request_id: this.ticket }, headers });
  }
}
