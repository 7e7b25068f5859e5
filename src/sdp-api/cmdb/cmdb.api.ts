import { z } from 'zod';
import { closestNames } from '../../common/text/closest-names.js';
import { bare } from '../../common/text/folded.js';
import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { isId } from '../http/sdp-url.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import { shownName } from '../lookups/shown-name.js';
import { isNoSuchPath } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { orLookedUp } from '../requests/read-back.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import { RecordReferenceError, UnknownNameError } from '../sdp-input.errors.js';
import { ciType, unknownType } from './ci-type.js';
import { type Ci, type CiRelation, CiRelationRow, CiRow } from './ci.schema.js';

export interface CiQuery extends PageQuery {
  /** Part of the name. */
  readonly search?: string | undefined;
}

/** What is to be written. Absent stays as it is. */
export interface CiFields {
  readonly name?: string;
  /** HTML. */
  readonly description?: string;
  /** By full key; null empties. */
  readonly attributes?: Readonly<Record<string, string | null>>;
}

const SHORTEST_ID = 13;
/** Items of a type whose attributes are looked at to know which there are. */
const LOOKED_AT = 25;
const PREFIX = 'ci_attributes_';
const FIELDS = ['id', 'name', 'description', 'ci_type', 'ci_attributes'] as const;
const Relations = rowsOf(CiRelationRow, 'relationships');
const CHECK_CREATED = 'look for an item of this name (list_cmdb_items)';
const CHECK_GONE = 'look whether the item is still there (get_cmdb_item)';
const CHECK_FIELDS = 'read the item (get_cmdb_item) and compare what was to change';

/** Configuration items. They stand under the API name of their type, which is the key of their rows as well. */
export class CmdbApi {
  constructor(
    private readonly send: Send,
    private readonly lookBack: LookBack,
  ) {}

  /** @param type as people write it @throws UnknownNameError when the portal has no such type */
  list(type: string, { search, ...page }: CiQuery = {}): Promise<Page<Ci>> {
    return this.page(type, page, search ? { field: 'name', condition: 'contains', values: [search] } : undefined);
  }

  /** @param item name or long id @throws UnknownNameError, RecordReferenceError when several have the name */
  async get(type: string, item: string): Promise<Ci> {
    const text = item.trim();
    if (isId(text) && text.length >= SHORTEST_ID) return this.byId(type, text, this.send);
    const { rows } = await this.page(type, { rowCount: 2 }, named(text));
    const [found, second] = rows;
    if (second) throw new RecordReferenceError('single configuration item', 'its long id, for several have this name');
    if (found) return this.byId(type, found.id, this.send);
    const word = text.split(/[\s-]/)[0] ?? text;
    const similar = await this.list(type, { search: word, rowCount: LOOKED_AT });
    const names = similar.rows.map(({ name }) => shownName(name));
    throw new UnknownNameError('configuration item', text, closestNames(names, text), []);
  }

  /** What the item is related to. */
  async relations(type: string, id: string, page: PageQuery = {}): Promise<Page<CiRelation>> {
    const path = ['cmdb', ciType(type), id, 'relationships'];
    return this.send(listOperation({ ...page, path, rows: Relations }));
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the item is not found */
  async create(type: string, fields: CiFields & { readonly name: string }): Promise<Ci> {
    const { lookBack } = this;
    const before = new Set((await this.page(type, {}, named(fields.name))).rows.map(({ id }) => id));
    const ci = await orLookedUp(
      () => this.write(type, 'POST', ['cmdb', ciType(type)], fields),
      async () => {
        const { rows } = await this.page(type, {}, named(fields.name), lookBack.send);
        const made = rows.filter(({ id }) => !before.has(id) && !lookBack.answered.has(id));
        return made.length === 1 ? made[0] : undefined;
      },
      CHECK_CREATED,
    );
    lookBack.answered.add(ci.id);
    return ci;
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the item is not as it was to become */
  async update(type: string, id: string, fields: CiFields): Promise<Ci> {
    return orLookedUp(
      () => this.write(type, 'PUT', ['cmdb', ciType(type), id], fields),
      () => this.findUpdated(type, id, fields),
      CHECK_FIELDS,
    );
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the item is still there */
  async remove(type: string, id: string): Promise<void> {
    await orLookedUp<unknown>(
      async () => {
        await this.send({ method: 'DELETE', path: ['cmdb', ciType(type), id], answer: z.unknown() });
        return true;
      },
      async () => ((await this.isGone(type, id)) ? true : undefined),
      CHECK_GONE,
    );
  }

  private async isGone(type: string, id: string): Promise<boolean> {
    try {
      await this.byId(type, id, this.lookBack.send);
      return false;
    } catch (error) {
      if (error instanceof SdpNotFoundError) return true;
      throw error;
    }
  }

  /** The item, if name and attributes are as they were to become. */
  async findUpdated(type: string, id: string, { name, attributes = {} }: CiFields): Promise<Ci | undefined> {
    const ci = await this.byId(type, id, this.lookBack.send);
    const same = Object.entries(attributes).every(([key, value]) => (ci.attributes[key] ?? null) === value);
    return same && (name === undefined || ci.name === name) ? ci : undefined;
  }

  /**
   * Full key of an attribute that is named by it, by its end (`txt_serial_number`) or in words ("serial number").
   * Which ones a type has is told by its items.
   *
   * @throws UnknownNameError with the closest ones
   */
  attribute(type: string, text: string, known: readonly Ci[]): string {
    const wanted = text.trim();
    const keys = [...new Set(known.flatMap(({ attributes }) => Object.keys(attributes)))];
    const full = wanted.startsWith(PREFIX) ? wanted : PREFIX + wanted;
    const found = keys.find((key) => key === full) ?? keys.find((key) => wordsOf(key) === bare(wanted));
    if (found !== undefined) return found;
    if (/^ci_attributes_[a-z]+_[a-z0-9_]{1,80}$/.test(full)) return full;
    const words = keys.map((key) => shownName(wordsOf(key)));
    throw new UnknownNameError(`attribute of ${ciType(type)}`, wanted, closestNames(words, wanted), words);
  }

  /** Items by which the attributes of a type are known. */
  async examples(type: string): Promise<readonly Ci[]> {
    return (await this.page(type, { rowCount: LOOKED_AT })).rows;
  }

  private async page(type: string, page: PageQuery, where?: Criterion, send = this.send): Promise<Page<Ci>> {
    const name = ciType(type);
    try {
      return await send(
        listOperation({ ...page, path: ['cmdb', name], rows: rowsOf(CiRow, name), where, fields: FIELDS }),
      );
    } catch (error) {
      throw isNoSuchPath(error) ? unknownType(type, { cause: error }) : error;
    }
  }

  private async byId(type: string, id: string, send: Send): Promise<Ci> {
    const name = ciType(type);
    return send({ method: 'GET', path: ['cmdb', name, id], answer: answerOf(name) });
  }

  private async write(
    type: string,
    method: 'POST' | 'PUT',
    path: readonly string[],
    { name, description, attributes }: CiFields,
  ): Promise<Ci> {
    const entity = ciType(type);
    const fields = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(attributes && { ci_attributes: attributes }),
    };
    return this.send({ method, path, input: { [entity]: fields }, answer: answerOf(entity) });
  }
}

const named = (text: string): Criterion => ({ field: 'name', condition: 'is', values: [text] });

const answerOf = (entity: string) =>
  z.record(z.string(), z.unknown()).transform((body, context) => {
    const ci = CiRow.safeParse(body[entity]);
    if (ci.success) return ci.data;
    context.addIssue('There is no configuration item in the answer');
    return z.NEVER;
  });

/** `serial number` of `ci_attributes_txt_serial_number`. */
export function wordsOf(key: string): string {
  return bare(key.replace(/^ci_attributes_(?:[a-z]+_)?/, '').replaceAll('_', ' '));
}
