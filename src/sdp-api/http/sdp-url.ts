/** A portal's name in the address (the part after `/app/`). */
const PORTAL = /^[A-Za-z0-9_-]{1,100}$/;

/** Ids go into paths as they are, so nothing but digits may be one. */
const ID = /^\d{1,20}$/;

/** Is this an id that may stand in a path? */
export function isId(text: string): boolean {
  return ID.test(text);
}

/**
 * Address of an operation: `/app/<portal>/api/v3/…`, or `/api/v3/…` for the account's default portal (ManageEngine SDP
 * Cloud API v3, "Data centers").
 * @param inputData JSON text for the query, if any
 * @throws RangeError on a portal name or path part that cannot be one: callers check what people give
 */
export function operationUrl(
  baseUrl: string,
  portal: string | undefined,
  path: readonly string[],
  inputData?: string,
): string {
  if (portal !== undefined && !PORTAL.test(portal)) throw new RangeError('Not a portal name');
  if (path.some((part) => part === '' || part === '.' || part === '..')) throw new RangeError('Not a path part');
  const prefix = portal === undefined ? '' : `/app/${portal}`;
  const query = inputData === undefined ? '' : `?input_data=${encodeURIComponent(inputData)}`;
  return `${baseUrl}${prefix}/api/v3/${path.map(encodeURIComponent).join('/')}${query}`;
}
