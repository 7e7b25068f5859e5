import type { SdpSettings } from '../settings.js';
import { SdpPage } from '../wire/failure.js';

const ACCEPTED = /application\/(vnd\.manageengine\.sdp\.)?v3\+json/;

/** Only the vendor's media type is served (reference B.2). @throws SdpPage */
export function checkAccept(accept: string, settings: SdpSettings): void {
  if (ACCEPTED.test(accept)) return;
  throw settings.wrongAccept === 'status_415'
    ? new SdpPage(415, 'Unsupported Media Type')
    : new SdpPage(200, 'Zoho Accounts');
}
