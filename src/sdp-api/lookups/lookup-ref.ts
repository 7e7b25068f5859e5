/** Which value of a configured list is meant, toward SDP: the id decides, then the name. At least one is given. */
export interface LookupRef {
  readonly id?: string;
  readonly name?: string | null;
}
