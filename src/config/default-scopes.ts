/**
 * The scopes a grant token is asked for unless `SDP_OAUTH_SCOPES` says otherwise: those the tools use, but for contracts
 * and purchases. A scope missing from a grant cannot be added to it later, only by a new grant token.
 *
 * `technicians` is asked for beside `users` because tenants differ in which of the two opens `/technicians`. The scopes
 * of contracts and purchases are not on ManageEngine's list of scopes, and Zoho refuses a request for scopes as a whole
 * when it does not know one of them: whoever has these modules adds `SDPOnDemand.contracts.ALL` and
 * `SDPOnDemand.purchases.ALL`.
 */
export const DEFAULT_SCOPES: readonly string[] = [
  'SDPOnDemand.requests.ALL',
  'SDPOnDemand.problems.ALL',
  'SDPOnDemand.changes.ALL',
  'SDPOnDemand.releases.ALL',
  'SDPOnDemand.projects.ALL',
  'SDPOnDemand.assets.ALL',
  'SDPOnDemand.cmdb.ALL',
  'SDPOnDemand.solutions.ALL',
  'SDPOnDemand.users.ALL',
  'SDPOnDemand.technicians.READ',
  'SDPOnDemand.setup.READ',
];

/**
 * Scopes of modules that not every portal knows, and of publishing and deleting announcements, which belong to the set-up; asked for
 * only by `SDP_OAUTH_SCOPES`.
 */
export const OPTIONAL_SCOPES: readonly string[] = [
  'SDPOnDemand.contracts.ALL',
  'SDPOnDemand.purchases.ALL',
  'SDPOnDemand.setup.CREATE',
  'SDPOnDemand.setup.DELETE',
];
