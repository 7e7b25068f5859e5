import { failures } from '../wire/failure.js';

/**
 * What follows `/app/<portal>/api/v3`, or `/api/v3` for the default portal (reference B.1).
 *
 * @throws SdpFailure 4007 for another portal or another path
 */
export function apiPath(path: string, portal: string): string {
  const match = /^(?:\/app\/([^/]+))?\/api\/v3(\/.+?)\/?$/.exec(path);
  const [, named = portal, rest] = match ?? [];
  if (rest === undefined || named !== portal) throw failures.invalidUrl();
  return rest;
}
