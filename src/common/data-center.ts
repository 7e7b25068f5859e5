/** Zoho's data centers. A Self Client and its tokens exist in one of them only and never cross. */
export const DATA_CENTERS = ['us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'uk', 'sa', 'ae'] as const;

export type DataCenter = (typeof DATA_CENTERS)[number];

/** Where one data center's servers are; each an origin without a trailing slash. */
export interface DataCenterHosts {
  /** Zoho Accounts: authorization and token endpoints. */
  readonly accountsUrl: string;
  /** Console where a person makes the Self Client and its grant tokens. */
  readonly consoleUrl: string;
  /** ServiceDesk Plus Cloud. Not the `api_domain` of a token answer: that names another product's host. */
  readonly sdpUrl: string;
}

const hosts = (accounts: string, sdp: string): DataCenterHosts => ({
  accountsUrl: `https://accounts.${accounts}`,
  consoleUrl: `https://api-console.${accounts}`,
  sdpUrl: `https://${sdp}`,
});

/**
 * The closed table of hosts. No rule derives an SDP host from an accounts host.
 *
 * Sources: manageengine.com SDP Cloud API v3 "Data centers"; zoho.com/accounts "Multi-DC support". Canada's
 * accounts host is `zohocloud.ca` by Zoho's multi-DC page and `zoho.ca` in other places; China's is `zoho.com.cn`
 * by ManageEngine's page and `zoho.cn` elsewhere. The accounts host of the UAE is a guess by pattern, which is why
 * `ae` works only with `SDP_ACCOUNTS_URL` (see AppConfig).
 */
export const DATA_CENTER_HOSTS: Readonly<Record<DataCenter, DataCenterHosts>> = {
  us: hosts('zoho.com', 'sdpondemand.manageengine.com'),
  eu: hosts('zoho.eu', 'sdpondemand.manageengine.eu'),
  in: hosts('zoho.in', 'sdpondemand.manageengine.in'),
  au: hosts('zoho.com.au', 'servicedeskplus.net.au'),
  cn: hosts('zoho.com.cn', 'servicedeskplus.cn'),
  jp: hosts('zoho.jp', 'servicedeskplus.jp'),
  ca: hosts('zohocloud.ca', 'servicedeskplus.ca'),
  uk: hosts('zoho.uk', 'servicedeskplus.uk'),
  sa: hosts('zoho.sa', 'servicedeskplus.sa'),
  ae: hosts('zoho.ae', 'servicedeskplus.ae'),
};

export function isDataCenter(value: string): value is DataCenter {
  return (DATA_CENTERS as readonly string[]).includes(value);
}
