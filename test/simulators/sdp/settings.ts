/** How one operation behaves in a portal that does not have it, or whose caller's role may not use it. */
export type OperationState = 'missing' | 'forbidden';

export interface RateLimit {
  /** Calls per rolling minute and token. */
  readonly callsPerMinute: number;
  /** How long a token stays locked once it went over, in seconds. */
  readonly lockSeconds: number;
  /** Send `Retry-After`? The vendor's documents do not mention it. */
  readonly retryAfter: boolean;
}

/** What a portal wants to see before a ticket may be closed (reference D.15). */
interface ClosingRules {
  readonly technician: boolean;
  readonly closureCode: boolean;
  /**
   * `refused` answers 4012. `silent` is the trap of peers b6: HTTP 200 with warning 3000, and the ticket stays open.
   */
  readonly resolution: 'optional' | 'refused' | 'silent';
}

/**
 * The rules of one portal, and the points on which the sources disagree (reference, part F). Tests change them while
 * the simulator runs; the next call sees the change.
 */
export interface SdpSettings {
  /**
   * By operation name or the start of one, such as `requests.reply` or `statuses`: `missing` answers 4007, `forbidden`
   * 403. What is not named works.
   */
  operations: Record<string, OperationState>;

  /** Undefined: unlimited. No figure is published (reference B.9). */
  rateLimit: RateLimit | undefined;

  /** Missing or wrong Accept header: 415, or the login page with status 200 (reference B.2, D.7). */
  wrongAccept: 'status_415' | 'login_page';
  /** Body of a 401 for a dead token (reference E.2). */
  unauthorisedBody: 'envelope' | 'html';
  /** Status of OAUTH_SCOPE_MISMATCH (reference, part F). */
  scopeMismatchStatus: 401 | 403;
  /** Which scopes open `/technicians` (reference A.8, part F). */
  technicianScopes: 'either' | 'technicians' | 'users';
  /** Where a technician's groups show: `detail` only, `listed` on request as well, or nowhere (reference C.10). */
  technicianGroups: 'detail' | 'listed' | 'hidden';
  /** What an unknown path answers (reference B.8.1: some gateways send a page with 401). */
  unknownRoute: 'envelope' | 'html_401';
  /** Spellings of convenience operations that work (reference B.1). */
  convenienceSpelling: 'both' | 'underscore' | 'plain';
  /** Code on top of a failure envelope (reference B.8.1). */
  topCode: 'wrapper' | 'specific';
  /** Failures under HTTP 200, which the vendor's own client defends against (reference B.8.1). */
  failuresAsHttp200: boolean;
  /** Status of a successful create (reference B.6). */
  createStatus: 200 | 201;
  /** Code for an id that does not exist (reference D.17). */
  unknownId: 4007 | 4001;

  /** What a criterion without `logical_operator` does after the first one (reference B.5, D.19). */
  missingLogicalOperator: 'ignored' | 'or' | 'and';
  /** `filter_by` beside `search_criteria` (reference B.4). */
  filterBesideCriteria: 'refused' | 'combined';
  /** `row_count` of the answer: what was asked for, or how many rows came (reference B.4 leaves both open). */
  echoedRowCount: 'asked' | 'returned';
  /** Do the "My ..." views hold finished tickets as well (peers b6)? */
  myViewsHoldFinished: boolean;

  /** Fields that every template demands besides `subject` (reference D.11). */
  mandatoryFields: string[];
  /** Fields that one template demands besides those, by template name. */
  mandatoryByTemplate: Record<string, string[]>;
  /** A category needs a subcategory (reference D.12). */
  subcategoryMandatory: boolean;
  /** Priority is computed from urgency and impact and may not be set (reference D.13). */
  priorityMatrix: boolean;
  /** May a finished ticket's classification be edited (reference D.14)? */
  finishedEditable: boolean;
  closing: ClosingRules;

  /** A new status of a change needs a comment (reference C.3; portals differ). */
  changeStatusComment: 'mandatory' | 'optional';
  /** Does a change's own approval status follow its levels (reference D.20)? */
  changeApprovalStatus: 'stale' | 'follows';
  /** How files are uploaded and read: Cloud's page, or that of the MSP and on-premises editions (reference B.10, part F). */
  attachmentSpelling: 'cloud' | 'msp';
  /** Addresses of files: from the root of the host, or below the API as in the old documents (reference B.10). */
  attachmentUrls: 'rooted' | 'below_api' | 'none';
  /** How requests are merged; not seen in any source (reference C.1, part F). */
  mergeSpelling: 'merge_requests' | 'merge' | 'none';
  /** Key of a comment on a task: the vendor's page for tasks of projects has `task_comment`. */
  taskCommentKey: 'task_comment' | 'comment';
  /** List key of notes (reference, part F). */
  notesListKey: 'notes' | 'request_notes';
  /**
   * Live tenants leave mail bodies out of `/conversations`; they are read one by one from `/notifications/{id}`
   * (public clients agree on it; the reference is silent). `inline` puts them into the rows.
   */
  conversationBodies: 'notifications' | 'inline';
}

export function defaultSettings(): SdpSettings {
  return {
    // reference, part F: /users is missing in most tenants
    operations: { users: 'missing' },
    rateLimit: undefined,
    wrongAccept: 'status_415',
    unauthorisedBody: 'envelope',
    scopeMismatchStatus: 401,
    technicianScopes: 'either',
    technicianGroups: 'detail',
    unknownRoute: 'envelope',
    convenienceSpelling: 'both',
    topCode: 'wrapper',
    failuresAsHttp200: false,
    createStatus: 200,
    unknownId: 4007,
    missingLogicalOperator: 'ignored',
    filterBesideCriteria: 'refused',
    echoedRowCount: 'asked',
    myViewsHoldFinished: false,
    mandatoryFields: [],
    mandatoryByTemplate: {},
    subcategoryMandatory: false,
    priorityMatrix: false,
    finishedEditable: false,
    closing: { technician: false, closureCode: false, resolution: 'optional' },
    changeStatusComment: 'mandatory',
    changeApprovalStatus: 'stale',
    attachmentSpelling: 'cloud',
    attachmentUrls: 'rooted',
    mergeSpelling: 'merge_requests',
    taskCommentKey: 'task_comment',
    notesListKey: 'notes',
    conversationBodies: 'notifications',
  };
}

/** What the settings say of an operation; the longest name that fits decides. */
export function operationState({ operations }: SdpSettings, operation: string): OperationState | undefined {
  for (let name = operation; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const state = operations[name];
    if (state) return state;
  }
  return undefined;
}
