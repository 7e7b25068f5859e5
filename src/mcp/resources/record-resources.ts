/** A record of ServiceDesk Plus that can be read at an address of ours; what is read is the answer of a tool. */
export interface RecordResource {
  readonly uriTemplate: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Finds the value of the variable in an address. */
  readonly pattern: RegExp;
  readonly tool: string;
  /** The tool's argument that takes the variable. */
  readonly argument: string;
}

export const RECORD_RESOURCES: readonly RecordResource[] = [
  {
    uriTemplate: 'sdp://request/{number}',
    name: 'request',
    title: 'Request',
    description: 'A request (ticket) by its number.',
    pattern: /^sdp:\/\/request\/([^/?#]{1,200})$/,
    tool: 'get_request',
    argument: 'request_id',
  },
  {
    uriTemplate: 'sdp://solution/{id}',
    name: 'solution',
    title: 'Solution',
    description: 'An article of the knowledge base by its id.',
    pattern: /^sdp:\/\/solution\/([^/?#]{1,200})$/,
    tool: 'get_solution',
    argument: 'solution_id',
  },
];
