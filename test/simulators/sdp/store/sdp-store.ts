import { ChildTable } from './child-table.js';
import type { IdSequence } from './id-sequence.js';
import { LOOKUP_KINDS, type LookupKind } from './lookup-kinds.js';
import { RecordTable } from './record-table.js';
import type {
  ConversationRow,
  LookupRow,
  NoteRow,
  PersonRow,
  RequestRow,
  Row,
  SentMail,
  StatusRow,
  UdfRow,
} from './rows.js';

/** Everything one simulated portal holds. Tests may read and change it; the next call sees the change. */
export class SdpStore {
  readonly lookups = Object.fromEntries(Object.keys(LOOKUP_KINDS).map((kind) => [kind, []])) as unknown as Record<
    LookupKind,
    LookupRow[]
  >;
  readonly people: PersonRow[] = [];
  /** By id, oldest first. */
  readonly requests = new Map<string, RequestRow>();
  readonly problems = new RecordTable('PB');
  readonly changes = new RecordTable('CH');
  readonly releases = new RecordTable('RL');
  readonly projects = new RecordTable('PJT');
  readonly solutions = new RecordTable('SOL');
  readonly assets = new RecordTable('AST');
  readonly contracts = new RecordTable('CT');
  readonly purchaseOrders = new RecordTable('PO');
  readonly announcements = new RecordTable('AN');
  readonly maintenances = new RecordTable('MW');
  /** Configuration items of every type. */
  readonly cis = new RecordTable('CI');
  readonly ciRelationships = new ChildTable<Row>();
  /** Sub-resources by the id of the row they hang on. */
  readonly notes = new ChildTable<NoteRow>();
  readonly conversations = new ChildTable<ConversationRow>();
  readonly tasks = new ChildTable<Row>();
  readonly approvalLevels = new ChildTable<Row>();
  /** By the id of their level. */
  readonly approvals = new ChildTable<Row>();
  /** Files by the id of their record; what they hold is in `files` by their own id. */
  readonly attachments = new ChildTable<Row>();
  readonly files = new Map<string, Buffer>();
  /** What was changed by calls; the seed writes nothing down. */
  readonly history = new ChildTable<Row>();
  readonly taskComments = new ChildTable<Row>();
  readonly worklogs = new ChildTable<Row>();
  readonly links = new ChildTable<Row>();
  /** Notes outside requests, which have other fields (reference D.22). */
  readonly recordNotes = new ChildTable<Row>();
  readonly milestones = new ChildTable<Row>();
  readonly members = new ChildTable<Row>();
  /** Comments on projects and on their tasks. */
  readonly comments = new ChildTable<Row>();
  readonly sentMails: SentMail[] = [];
  /** UDF keys of requests, with their types (reference B.7, C.13). */
  readonly udfFields: UdfRow[] = [];

  private lastDisplayId = 0;

  constructor(readonly ids: IdSequence) {}

  /** @throws Error when the seed has no such row: a mistake in a test. */
  lookup(kind: LookupKind, name: string): LookupRow {
    const row = this.lookups[kind].find((candidate) => candidate.name === name);
    if (!row) throw new Error(`The store has no ${kind} row named ${name}`);
    return row;
  }

  /** By `internal_name`, which stays when a status is renamed. */
  status(internalName: string): StatusRow {
    const row = (this.lookups.statuses as StatusRow[]).find(({ internal_name }) => internal_name === internalName);
    if (!row) throw new Error(`The store has no status ${internalName}`);
    return row;
  }

  get technicians(): PersonRow[] {
    return this.people.filter((person) => person.is_technician && !person.deleted);
  }

  /** Mail addresses are compared without regard to case. */
  personByMail(mail: string): PersonRow | undefined {
    return this.people.find((person) => person.email_id?.toLowerCase() === mail.toLowerCase() && !person.deleted);
  }

  /** @throws Error when there is none: a mistake in a test. */
  requestByDisplayId(displayId: string): RequestRow {
    const row = [...this.requests.values()].find(({ display_id }) => display_id === displayId);
    if (!row) throw new Error(`The store has no request ${displayId}`);
    return row;
  }

  /** Newest first; those in the trash are left out. */
  liveRequests(): RequestRow[] {
    return [...this.requests.values()].filter(({ is_trashed }) => !is_trashed).reverse();
  }

  takeDisplayId(): string {
    this.lastDisplayId += 1;
    return String(this.lastDisplayId);
  }

  /** Ticket numbers go on from here. */
  startDisplayIdsAt(first: number): void {
    this.lastDisplayId = first - 1;
  }
}
