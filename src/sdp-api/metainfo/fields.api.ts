import { z } from 'zod';
import { AppError } from '../../common/errors/app.error.js';
import { closestNames } from '../../common/text/closest-names.js';
import { bare, folded } from '../../common/text/folded.js';
import type { CallContext } from '../http/call-context.js';
import type { Send } from '../http/operation.js';
import { eachRow, listOperation, rowsOf } from '../list-info.js';
import { shownName } from '../lookups/shown-name.js';
import { isWithheld } from '../metadata/withheld.js';
import { isNoSuchPath, type PathMemory } from '../records/path-memory.js';
import { viewKey } from '../sdp-connection.js';
import { UnknownNameError } from '../sdp-input.errors.js';
import type { ViewCache } from '../view-cache.js';
import { WireId } from '../wire/values.js';
import { type FieldInfo, MetainfoAnswer, typeOfKey, UdfRow } from './field-info.js';

/** The fields of a module. */
export interface ModuleFields {
  /** Empty where the portal tells nothing. */
  readonly fields: readonly FieldInfo[];
  /** `all`: every field. `own`: the own fields alone. `none`: this portal does not describe its fields. */
  readonly source: 'all' | 'own' | 'none';
}

const UdfRows = rowsOf(UdfRow, 'udf_fields');
const MOST_UDF = 1_000;
const WithId = z.object({ id: WireId });
const KEY = /^(?:udf|txt|num|dbl|bool|date|dt|ref|multi)_[a-z0-9_]{1,60}$|^udf_[a-z]+\d+$/;

/** What the portal says of its fields (`_metainfo`), kept ten minutes per connection and portal. */
export class FieldsApi {
  constructor(
    private readonly send: Send,
    private readonly call: CallContext,
    private readonly kept: { readonly cache: ViewCache<ModuleFields>; readonly paths: PathMemory },
  ) {}

  /** @param collection such as `requests` @throws SdpScopeMissingError, SdpForbiddenError */
  async read(collection: string): Promise<ModuleFields> {
    const { connection, signal } = this.call;
    const key = [viewKey(connection), connection.scopes.join(','), collection].join(' ');
    return this.kept.cache.get(key, signal, () => this.load(collection));
  }

  /**
   * The own field that a label or a key means. Case, accents and spaces of a label do not matter. A key that the portal
   * does not describe is taken as it is, its type told by its beginning.
   *
   * @throws UnknownNameError with the closest labels; also when several fields have the label, with their keys
   */
  async resolveUdf(text: string, collection = 'requests'): Promise<FieldInfo> {
    const wanted = text.trim();
    const own = (await this.known(collection)).fields.filter((field) => field.own);
    const labelled = (same: (label: string) => boolean) => own.filter(({ label }) => label !== null && same(label));
    const exact = own.filter(({ key }) => key === wanted);
    const byLabel = labelled((label) => folded(label) === folded(wanted));
    const byWords = bare(wanted) === '' ? [] : labelled((label) => bare(label) === bare(wanted));
    const [found, ...more] = [exact, byLabel, byWords].find((matches) => matches.length > 0) ?? [];
    if (found && more.length === 0) return found;
    if (!found && KEY.test(wanted)) {
      return {
        key: wanted,
        label: null,
        type: typeOfKey(wanted),
        lookupEntity: null,
        readOnly: null,
        own: true,
        values: [],
      };
    }
    const names = own.map(({ label, key }) => shownName(label ?? key));
    const closest = found ? [found, ...more].map(({ key }) => key) : closestNames(names, wanted);
    throw new UnknownNameError('own field', shownName(wanted), closest, names);
  }

  /**
   * Labels of own fields by key, for reading. Nothing is asked where a record has none with a value, and what cannot be
   * had is left out: a record can be read by keys.
   *
   * @param shown own fields of the record that is read, or of a record before and after
   */
  async labels(
    collection: string,
    ...shown: readonly Readonly<Record<string, unknown>>[]
  ): Promise<ReadonlyMap<string, string>> {
    const filled = shown.flatMap((fields) => Object.values(fields)).some((value) => value !== null && value !== '');
    if (!filled) return new Map();
    try {
      const { fields } = await this.read(collection);
      return new Map(fields.flatMap(({ own, key, label }) => (own && label !== null ? [[key, label]] : [])));
    } catch (error) {
      if (error instanceof AppError) return new Map();
      throw error;
    }
  }

  /** A person whose role or scopes do not show the fields may still write them by key. */
  private async known(collection: string): Promise<ModuleFields> {
    return this.read(collection).catch((error: unknown) => {
      if (!isWithheld(error)) throw error;
      return { fields: [], source: 'none' };
    });
  }

  /** The vendor's own client asks a record for it or the collection, so both are tried. */
  private async load(collection: string): Promise<ModuleFields> {
    try {
      const { connection } = this.call;
      const fields = await this.kept.paths.first(connection, `${collection} metainfo`, [false, true], (ofRecord) =>
        this.metainfo(collection, ofRecord),
      );
      return { fields, source: 'all' };
    } catch (error) {
      if (!isNoSuchPath(error)) throw error;
      return collection === 'requests' ? this.ownFields() : { fields: [], source: 'none' };
    }
  }

  private async metainfo(collection: string, ofRecord: boolean): Promise<readonly FieldInfo[]> {
    const above = ofRecord ? await this.newest(collection) : [];
    return this.send({
      method: 'GET',
      path: [collection, ...above, '_metainfo'],
      answer: MetainfoAnswer,
      renewsToken: false,
    });
  }

  private async newest(collection: string): Promise<string[]> {
    const rows = rowsOf(WithId, collection);
    const page = await this.send(listOperation({ path: [collection], rows, fields: ['id'], rowCount: 1 }));
    return page.rows.map(({ id }) => id);
  }

  /** `/udf_fields` holds those of requests. */
  private async ownFields(): Promise<ModuleFields> {
    try {
      const fields: FieldInfo[] = [];
      const pages = eachRow(
        (page) => this.send(listOperation({ ...page, path: ['udf_fields'], rows: UdfRows })),
        MOST_UDF,
      );
      for await (const row of pages) fields.push(row);
      return { fields, source: 'own' };
    } catch (error) {
      if (!isWithheld(error)) throw error;
      return { fields: [], source: 'none' };
    }
  }
}
