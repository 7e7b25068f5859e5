/** URL name of the default portal in nearly all accounts; the API does not tell it. */
const USUAL_PORTAL = 'itdesk';

/** Address of a request's page in the browser, as SDP Cloud's own pages link it. @param id the long id */
export function requestPage(baseUrl: string, portal: string | undefined, id: string): string {
  return `${baseUrl}/app/${portal ?? USUAL_PORTAL}/ui/requests/${encodeURIComponent(id)}/details`;
}
