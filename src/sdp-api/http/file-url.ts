import { SdpNotFoundError } from '../sdp-api.errors.js';

/** Roots of SDP's addresses; a shorter path is meant below the API. */
const ROOT = /^\/(?:app|api)\//;

/**
 * Address of a file that SDP named in an answer. The token goes with the call, so nothing but SDP's own host is called,
 * whatever the answer says: not another host, scheme or port, no credentials in the address, no way out by `..`.
 *
 * @param apiUrl address of the portal's API, such as `https://…/app/itdesk/api/v3`
 * @throws SdpNotFoundError for any other address
 */
export function fileUrl(apiUrl: string, contentUrl: string): string {
  const home = new URL(apiUrl);
  const refused = new SdpNotFoundError('file at an address of its own');
  if (contentUrl.length > 2_000 || /[\s\\]|\.\.|%2e|%5c/i.test(contentUrl)) throw refused;
  const absolute = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(contentUrl);
  const text = absolute || ROOT.test(contentUrl) ? contentUrl : `${apiUrl}/${contentUrl.replace(/^\/+/, '')}`;
  if (!URL.canParse(text, home.origin)) throw refused;
  const url = new URL(text, home.origin);
  const own = url.origin === home.origin && url.username === '' && url.password === '' && ROOT.test(url.pathname);
  if (!own) throw refused;
  url.hash = '';
  return url.href;
}
