import { z } from 'zod';
import type { Criterion } from '../criteria.js';
import type { Reader, Send } from '../http/operation.js';
import { listOperation, type Rows, rowsOf } from '../list-info.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { RecordReferenceError, SdpInvalidInputError } from '../sdp-input.errors.js';
import { readReference } from '../tickets/ticket-reference.js';
import type { TicketResolver } from '../tickets/ticket-resolver.js';
import { WireId } from '../wire/values.js';
import { displayIdOf } from './display-id.js';
import { entityOf } from './entity-reader.js';
import type { KnownRecords } from './known-records.js';
import { PARENT_DATA, PARENT_MODULES, type ParentModule, type ParentRef } from './parent-ref.js';

export interface ParentResolverParts {
  readonly send: Send;
  readonly connection: SdpConnection;
  readonly tickets: TicketResolver;
  readonly known: KnownRecords;
}

const Names = z.looseObject({ id: WireId, display_id: z.unknown().optional() });
type Names = z.output<typeof Names>;

const READERS = Object.fromEntries(
  PARENT_MODULES.map((module) => {
    const { collection, entity } = PARENT_DATA[module];
    return [module, { rows: rowsOf(Names, collection), answer: entityOf(Names, entity) }];
  }),
) as unknown as Record<ParentModule, { readonly rows: Reader<Rows<Names>>; readonly answer: Reader<Names> }>;

/**
 * Where the number of a record may be searched: the modules other than requests show it as an object, and no page says
 * which of the two SDP compares.
 */
const NUMBER_FIELDS = ['display_id', 'display_id.value'] as const;

/** Finds the record of a module that people mean by what they write. */
export class ParentResolver {
  constructor(private readonly parts: ParentResolverParts) {}

  /**
   * Takes a number as people write it (`140`, `#140`, `PB-140`), a link to the record's page, its long id, and for
   * assets, projects and purchase orders a name.
   *
   * @throws RecordReferenceError or TicketReferenceError when the text is none of these, SdpNotFoundError when there is
   * no such record
   */
  async resolve(module: ParentModule, text: string): Promise<ParentRef> {
    if (module === 'request') return { module, ...(await this.parts.tickets.resolve(text)) };
    const { collection, noun, names, forms } = PARENT_DATA[module];
    const wanted = readReference(text, collection);
    if (wanted && 'id' in wanted) return this.byId(module, wanted.id);

    const found =
      (wanted && (await this.byNumber(module, wanted.number))) ?? (await this.byName(module, text.trim(), names));
    if (found) return found;
    if (!wanted && names.length === 0) throw new RecordReferenceError(noun, forms);
    throw new SdpNotFoundError(wanted ? `${noun} with the number ${wanted.number}` : `${noun} of this name`);
  }

  private async byId(module: ParentModule, id: string): Promise<ParentRef> {
    const { collection } = PARENT_DATA[module];
    const present = this.parts.known.of(collection).byId(this.parts.connection, id);
    if (present) return { module, ...present };
    const answer = await this.parts.send({
      method: 'GET',
      path: [collection, id],
      answer: READERS[module].answer,
    });
    return this.learned(module, answer);
  }

  private async byNumber(module: ParentModule, number: string): Promise<ParentRef | undefined> {
    const present = this.parts.known.of(PARENT_DATA[module].collection).byNumber(this.parts.connection, number);
    if (present) return { module, ...present };
    for (const field of NUMBER_FIELDS) {
      const rows = await this.search(module, { field, condition: 'is', values: [number] });
      // Not every server compares numbers for equality, so what came back is looked at.
      const row = rows.find((candidate) => displayIdOf(candidate.display_id) === number);
      if (row) return this.learned(module, row);
    }
    return undefined;
  }

  private async byName(module: ParentModule, name: string, fields: readonly string[]): Promise<ParentRef | undefined> {
    for (const field of fields) {
      const [row, ...more] = await this.search(module, { field, condition: 'is', values: [name] }, [field]);
      if (row && more.length === 0) return this.learned(module, row, name);
    }
    return undefined;
  }

  /** No rows where the portal cannot search by this field. */
  private async search(
    module: ParentModule,
    where: Criterion,
    fields: readonly string[] = [],
  ): Promise<readonly Names[]> {
    try {
      const { rows } = await this.parts.send(
        listOperation({
          path: [PARENT_DATA[module].collection],
          rows: READERS[module].rows,
          where,
          fields: ['id', 'display_id', ...fields],
          rowCount: 2,
        }),
      );
      return rows;
    } catch (error) {
      if (error instanceof SdpInvalidInputError) return [];
      throw error;
    }
  }

  private learned(module: ParentModule, row: Names, name?: string): ParentRef {
    const number = displayIdOf(row.display_id);
    const { known, connection } = this.parts;
    if (number !== null)
      known.of(PARENT_DATA[module].collection).learn(connection, [{ id: row.id, display_id: number }]);
    return { module, id: row.id, displayId: number ?? name ?? row.id };
  }
}
