import { SdpNotFoundError, SdpPortalUnknownError } from '../sdp-api.errors.js';

/** A portal's name in the address (the part after `/app/`). */
const PORTAL = /^[A-Za-z0-9_-]{1,100}$/;

/** Ids go into paths as they are, so nothing but digits may be one. */
const ID = /^\d{1,20}$/;

/** Is this an id that may stand in a path? */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** Collections and operations, which come from our code. */
const WORD = /^[a-z_]+$/;

/** The path of an operation without what is particular to one call. */
export function routeOf(path: readonly string[]): string {
  return path.map((part) => (WORD.test(part) ? part : '*')).join('/');
}

/**
 * Address of an operation: `/app/<portal>/api/v3/…`, or `/api/v3/…` for the account's default portal (ManageEngine SDP
 * Cloud API v3, "Data centers").
 * @param inputData JSON text for the query, if any
 * @throws SdpNotFoundError when an id is none, SdpPortalUnknownError when the portal's name is none
 */
export function operationUrl(
  baseUrl: string,
  portal: string | undefined,
  path: readonly string[],
  inputData?: string,
): string {
  if (!path.every((part) => WORD.test(part) || isId(part))) throw new SdpNotFoundError('record with such an id');
  const query = inputData === undefined ? '' : `?input_data=${encodeURIComponent(inputData)}`;
  return `${apiUrl(baseUrl, portal)}/${path.map(encodeURIComponent).join('/')}${query}`;
}

/** Address of a portal's API. @throws SdpPortalUnknownError when the portal's name is none */
export function apiUrl(baseUrl: string, portal: string | undefined): string {
  if (portal !== undefined && !PORTAL.test(portal)) throw new SdpPortalUnknownError(undefined);
  const prefix = portal === undefined ? '' : `/app/${encodeURIComponent(portal)}`;
  return `${baseUrl}${prefix}/api/v3`;
}
