import { CredentialHasher } from '../token/credential-hasher.js';
import { type KeyRing, shownKeyId } from '../token/key-ring.js';
import { CiphertextError, keyIdOf, TokenCipher } from '../token/token-cipher.js';
import type { Columns, SealedTable, Texts } from './sealed-tables.js';

/** A row as it was read: its primary key as in `CiphertextPlace`, and the columns that hang on a key. */
export interface SealedRow {
  readonly rowId: string;
  readonly columns: Columns;
}

/** What a row hangs on. Ids are shown ones. */
export interface RowJudgement {
  /** Keys without which something of the row is lost. */
  readonly needs: ReadonlySet<string>;
  /** `unreadable`: something in it opens under no key of the ring. */
  readonly state: 'present' | 'former' | 'unreadable';
  /** Of an unreadable row: keys it names and the ring does not hold. Empty: it is damaged. */
  readonly missing: ReadonlySet<string>;
}

/** Judges rows, and makes out of one under a former key the same one under the present key. */
export class RowSealer {
  private readonly cipher: TokenCipher;
  private readonly hasher: CredentialHasher;

  constructor(private readonly ring: KeyRing) {
    this.cipher = new TokenCipher(ring);
    this.hasher = new CredentialHasher(ring);
  }

  judge(table: SealedTable, row: SealedRow): RowJudgement {
    const needs = new Set(this.keyIdsOf(table, row));
    const missing = new Set([...needs].filter((id) => !this.ring.find(Buffer.from(id, 'hex'))));
    const texts = this.open(table, row);
    const digests = texts && this.digestsOf(table, texts, row);
    if (!digests) return { needs, missing, state: 'unreadable' };
    for (const id of digests.madeUnder) needs.add(id);
    const present = shownKeyId(this.ring.sealing.id);
    const isPresent =
      [...needs].every((id) => id === present) &&
      Object.entries(digests.present).every(([column, digest]) => row.columns[column]?.equals(digest));
    return { needs, missing, state: isPresent ? 'present' : 'former' };
  }

  /** The columns of a row that opens, all under the present key. @throws CiphertextError when it does not open */
  renew(table: SealedTable, row: SealedRow): Columns {
    const texts = this.open(table, row);
    const digests = texts && this.digestsOf(table, texts, row);
    if (!digests) throw new CiphertextError();
    const ciphertexts = Object.entries(texts).map(([column, text]): [string, Buffer] => [
      column,
      this.cipher.encrypt(text, { table: table.name, column, rowId: row.rowId }),
    ]);
    return { ...row.columns, ...Object.fromEntries(ciphertexts), ...digests.present };
  }

  private digestsOf(table: SealedTable, texts: Texts, row: SealedRow) {
    if (!table.readDigests) return { madeUnder: [], present: {} };
    return table.readDigests(texts, row.columns, { ring: this.ring, hasher: this.hasher });
  }

  /** undefined when one of them does not open. */
  private open({ name, ciphertexts }: SealedTable, { rowId, columns }: SealedRow): Texts | undefined {
    const texts: Record<string, string> = {};
    try {
      for (const column of ciphertexts) {
        const ciphertext = columns[column];
        if (ciphertext) texts[column] = this.cipher.decrypt(ciphertext, { table: name, column, rowId });
      }
      return texts;
    } catch (error) {
      if (error instanceof CiphertextError) return undefined;
      throw error;
    }
  }

  private keyIdsOf({ ciphertexts }: SealedTable, { columns }: SealedRow): string[] {
    const ids = ciphertexts.map((column) => columns[column] && keyIdOf(columns[column]));
    return ids.filter((id) => id != null).map(shownKeyId);
  }
}
