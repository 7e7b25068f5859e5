import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { DisplayId, WireId } from '../wire/values.js';
import type { KnownTickets, Ticket } from './known-tickets.js';
import { readTicketReference } from './ticket-reference.js';

const Names = z.object({ id: WireId, display_id: DisplayId });
const NameRows = rowsOf(Names, 'requests');
const NamesAnswer = z.object({ request: Names });

/** Finds the request that people mean by what they write. */
export class TicketResolver {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly known: KnownTickets,
  ) {}

  /**
   * Takes `31230`, `#31230`, `RE-31230`, `##31230##`, a mail subject that holds the latter, a long id, or the address
   * of the ticket's page.
   * @throws TicketReferenceError when the text is none of these, SdpNotFoundError when there is no such request
   */
  async resolve(reference: string): Promise<Ticket> {
    const wanted = readTicketReference(reference);
    return 'id' in wanted ? this.byId(wanted.id) : this.byNumber(wanted.number);
  }

  /**
   * The long id without asking ServiceDesk Plus; undefined when it is not known here.
   * @throws TicketReferenceError
   */
  knownId(reference: string): string | undefined {
    const wanted = readTicketReference(reference);
    return 'id' in wanted ? wanted.id : this.known.byNumber(this.connection, wanted.number)?.id;
  }

  private async byNumber(number: string): Promise<Ticket> {
    const present = this.known.byNumber(this.connection, number);
    if (present) return present;
    const { rows } = await this.send(
      listOperation({
        path: ['requests'],
        rows: NameRows,
        where: { field: 'display_id', condition: 'is', values: [number] },
        fields: ['id', 'display_id'],
        rowCount: 2,
      }),
    );
    // Not every server compares numbers for equality, so what came back is looked at.
    const row = rows.find(({ display_id }) => display_id === number);
    if (!row) throw new SdpNotFoundError(`request with the number ${number}`);
    return this.learned(row);
  }

  private async byId(id: string): Promise<Ticket> {
    const present = this.known.byId(this.connection, id);
    if (present) return present;
    const { request } = await this.send({
      method: 'GET',
      path: ['requests', id],
      answer: NamesAnswer,
    });
    return this.learned(request);
  }

  private learned(row: z.output<typeof Names>): Ticket {
    this.known.learn(this.connection, [row]);
    return { id: row.id, displayId: row.display_id };
  }
}
