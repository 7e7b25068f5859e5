import { z } from 'zod';
import type { Criterion } from '../criteria.js';
import type { Reader, Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, type Rows, rowsOf } from '../list-info.js';
import type { LookBack } from '../requests/look-back.js';
import { earliestEffect, isEffectOf, orLookedUp } from '../requests/read-back.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { SdpNotOfferedError } from '../sdp-input.errors.js';
import { differingFields, saysAllOf } from './compare-record.js';
import { entityOf } from './entity-reader.js';
import type { KnownRecords } from './known-records.js';
import type { ModuleOffers } from './module-offers.js';
import { isNoSuchPath } from './path-memory.js';
import { recordSchema } from './read-record.js';
import type { RecordChanges, RecordFields, RecordModule, SdpRecord } from './record-module.js';
import { toWireRecord } from './write-record.js';

export interface RecordQuery extends PageQuery {
  readonly where?: Criterion | undefined;
  /** Default: the module's usual order. */
  readonly sort?: { readonly field: string; readonly order: 'asc' | 'desc' } | undefined;
}

/** What every module's API is made with. */
export interface RecordsParts {
  readonly send: Send;
  readonly connection: SdpConnection;
  readonly known: KnownRecords;
  readonly lookBack: LookBack;
  readonly offers: ModuleOffers;
}

/** Equal records that are looked at; more of them in two minutes cannot be told apart anyway. */
const MOST_EQUALS = 25;

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();

interface Readers<F extends RecordFields> {
  readonly rows: Reader<Rows<SdpRecord<F>>>;
  readonly one: Reader<SdpRecord<F>>;
  /** Answers to changes are not documented to hold the record. */
  readonly perhapsOne: Reader<SdpRecord<F> | undefined>;
  /** `fields_required` of a list, in SDP's names. */
  readonly listFields: readonly string[];
}

const kept = new WeakMap<RecordModule, Readers<RecordFields>>();

/** Made once for a module: building a schema costs more than reading by it. */
function readersOf<F extends RecordFields>(module: RecordModule<F>): Readers<F> {
  const present = kept.get(module);
  if (present) return present as unknown as Readers<F>;
  const schema = recordSchema(module);
  const { collection, otherCollections = [], entity, fields } = module;
  const listed = Object.entries(fields).filter(([, field]) => field.detailOnly !== true && field.event !== true);
  const readers: Readers<F> = {
    rows: rowsOf(schema, collection, ...otherCollections),
    one: entityOf(schema, entity),
    perhapsOne: entityOf(schema.optional(), entity),
    listFields: ['id', 'display_id', ...listed.map(([name, { path = name }]) => path.replace(/\..*$/, ''))],
  };
  kept.set(module, readers);
  return readers;
}

/** Records of one module: listed, read, created, changed and deleted. Ids are the long ones; see `ParentResolver`. */
export class RecordsApi<F extends RecordFields> {
  private readonly readers: Readers<F>;
  private readonly parts: RecordsParts;

  constructor(
    readonly module: RecordModule<F>,
    parts: RecordsParts,
  ) {
    this.readers = readersOf(module);
    const { offers, send, lookBack } = parts;
    this.parts = module.optional
      ? {
          ...parts,
          send: offers.sending(module, send),
          lookBack: { ...lookBack, send: offers.sending(module, lookBack.send) },
        }
      : parts;
  }

  /** Nothing for a module that every portal has. @throws SdpNotOfferedError when this portal has none */
  async expectOffered(): Promise<void> {
    if (this.module.optional) await this.parts.offers.collectionOf(this.module);
  }

  /** Rows have every field but those that are `detailOnly`. */
  async list(query: RecordQuery = {}): Promise<Page<SdpRecord<F>>> {
    const page = await this.page(query, this.parts.send);
    this.learn(page.rows);
    return page;
  }

  async get(id: string, send = this.parts.send): Promise<SdpRecord<F>> {
    const record = await send({ method: 'GET', path: [this.module.collection, id], answer: this.readers.one });
    this.learn([record]);
    return record;
  }

  /** @throws SdpMandatoryMissingError, SdpOutcomeUnknownError when the answer was lost and the record is not found */
  async create(changes: RecordChanges<F>): Promise<SdpRecord<F>> {
    const { collection, checkCreated } = this.module;
    const sentAt = this.parts.lookBack.clock.now();
    const older = this.module.undated ? await this.titled(changes, this.parts.send) : [];
    const record = await orLookedUp(
      () =>
        this.parts.send({ method: 'POST', path: [collection], input: this.input(changes), answer: this.readers.one }),
      () => this.findCreated(changes, sentAt, new Set(older.map(({ id }) => id))),
      checkCreated,
    );
    this.parts.lookBack.answered.add(record.id);
    this.learn([record]);
    return record;
  }

  /**
   * The record of this title that a creation sent at that time made; undefined when it is not there, or several could
   * be it, or nothing tells it from older ones. @param sentAt by our clock, before it was sent
   * @param older ids of records that were there before it was sent; needed where records are undated
   */
  async findCreated(
    changes: RecordChanges<F>,
    sentAt: Date,
    older?: ReadonlySet<string>,
  ): Promise<SdpRecord<F> | undefined> {
    const { send, answered } = this.parts.lookBack;
    const { undated } = this.module;
    if (undated && older === undefined) return undefined;
    const rows = await this.titled(changes, send, undated ? undefined : earliestEffect(sentAt));
    const candidates = rows.filter(
      (row) => !answered.has(row.id) && !older?.has(row.id) && (undated || isEffectOf(createdAt(row), sentAt)),
    );
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  /** Records of the title that is to be written. @param since made no earlier, in ms since the epoch */
  private async titled({ values }: RecordChanges<F>, send: Send, since?: number): Promise<readonly SdpRecord<F>[]> {
    const title = (values as Readonly<Record<string, unknown>>)['title'];
    if (typeof title !== 'string') return [];
    const { path: field = 'title' } = this.module.fields.title;
    const same: Criterion = { field, condition: 'is', values: [title] };
    const where: Criterion =
      since === undefined
        ? same
        : { all: [same, { field: 'created_time', condition: 'greater or equal', values: [since] }] };
    return (await this.page({ where, rowCount: MOST_EQUALS }, send)).rows;
  }

  /** @throws SdpFieldRefusedError, SdpMandatoryMissingError, SdpOutcomeUnknownError */
  async update(id: string, changes: RecordChanges<F>): Promise<SdpRecord<F>> {
    const { collection, noun } = this.module;
    const { perhapsOne: answer } = this.readers;
    const path = [collection, id];
    const record = await orLookedUp(
      async () =>
        (await this.parts.send({ method: 'PUT', path, input: this.input(changes), answer })) ?? this.readBack(id),
      () => this.findUpdated(id, changes),
      `read the ${noun} and compare the fields that were to change`,
    );
    this.learn([record]);
    return record;
  }

  /** The record, if its fields are as they were to become; undefined when one of them is not. */
  async findUpdated(id: string, changes: RecordChanges<F>): Promise<SdpRecord<F> | undefined> {
    const record = await this.readBack(id);
    return saysAllOf(this.module, record, untyped(changes)) ? record : undefined;
  }

  /** Fields, by our names, that do not say what they were to say: SDP took the change and went by its own rules. */
  notAsWanted(record: SdpRecord<F>, changes: RecordChanges<F>): string[] {
    return differingFields(this.module, record, untyped(changes));
  }

  /** @throws SdpOutcomeUnknownError */
  async remove(id: string): Promise<void> {
    const { collection, noun } = this.module;
    await orLookedUp<unknown>(
      async () => {
        await this.parts.send({ method: 'DELETE', path: [collection, id], answer: Accepted });
        return true;
      },
      () => this.isGone(id),
      `look whether the ${noun} is still there`,
    );
  }

  private async isGone(id: string): Promise<true | undefined> {
    try {
      await this.readBack(id);
      return undefined;
    } catch (error) {
      if (error instanceof SdpNotFoundError) return true;
      throw error;
    }
  }

  /** Also for a caller who has left by now, because the outcome of a write is stored. */
  private readBack(id: string): Promise<SdpRecord<F>> {
    return this.get(id, this.parts.lookBack.send);
  }

  private async page({ where, sort, ...page }: RecordQuery, send: Send): Promise<Page<SdpRecord<F>>> {
    const { collection, sortFields, plural } = this.module;
    const [usual] = sortFields;
    const order = sort ?? (usual === undefined ? undefined : ({ field: usual, order: 'desc' } as const));
    const { rows, listFields: fields } = this.readers;
    try {
      return await send(listOperation({ ...page, path: [collection], rows, where, sort: order, fields }));
    } catch (error) {
      // The path names no record: where it is not there, the module is not.
      throw isNoSuchPath(error) ? new SdpNotOfferedError(plural.replaceAll('_', ' '), { cause: error }) : error;
    }
  }

  private input(changes: RecordChanges<F>): object {
    return { [this.module.entity]: toWireRecord(this.module, untyped(changes)) };
  }

  private learn(rows: readonly SdpRecord<F>[]): void {
    const named = rows.flatMap(({ id, number }) => (number === null ? [] : [{ id, display_id: number }]));
    this.parts.known.of(this.module.collection).learn(this.parts.connection, named);
  }
}

/** As the code that serves every module takes it. */
function untyped<F extends RecordFields>(changes: RecordChanges<F>): RecordChanges {
  return changes;
}

/** Null where the module's rows do not say it: then no record can be told from an older one of the same title. */
function createdAt({ values }: SdpRecord): Date | null {
  const at = (values as Readonly<Record<string, unknown>>)['created_at'];
  return at instanceof Date ? at : null;
}
