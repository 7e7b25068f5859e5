/**
 * How well an operation of SDP's API is known: `official` by the vendor's documentation, `recorded` from real traffic,
 * `used` by others against a live portal, `inferred` from the pattern of the rest.
 */
export type Confidence = 'official' | 'recorded' | 'used' | 'inferred';

/** One operation of SDP's API v3 that this server sends: a line of the coverage table. */
export interface ApiOperation {
  /** Folder, collection and verb, such as `problems.notes.add`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `/problems/{id}/notes`; a last part with an underscore may be sent without it. */
  readonly path: string;
  readonly confidence: Confidence;
  /** Turns names that people write into ids, so any tool may send it and none declares it for that. */
  readonly findsNames?: true;
}
