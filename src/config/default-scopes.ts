/**
 * The scopes a grant token is asked for unless `SDP_OAUTH_SCOPES` says otherwise: those the tools use and no other.
 * A scope missing from a grant cannot be added to it later, only by a new grant token.
 *
 * `technicians` is asked for beside `users` because tenants differ in which of the two opens `/technicians`.
 */
export const DEFAULT_SCOPES: readonly string[] = [
  'SDPOnDemand.requests.ALL',
  'SDPOnDemand.users.READ',
  'SDPOnDemand.technicians.READ',
  'SDPOnDemand.setup.READ',
];
