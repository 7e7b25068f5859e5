import type { AppConfig } from '../config/app-config.js';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';

/** By place, as people know it. */
export const DATA_CENTER_NAMES: Readonly<Record<DataCenter, string>> = {
  us: 'United States',
  eu: 'Europe',
  in: 'India',
  au: 'Australia',
  cn: 'China',
  jp: 'Japan',
  ca: 'Canada',
  uk: 'United Kingdom',
  sa: 'Saudi Arabia',
  ae: 'United Arab Emirates',
};

/** A data center as people choose it. */
export interface DataCenterChoice {
  readonly dataCenter: DataCenter;
  /** With the ending of the address at which its people sign in: "Europe (zoho.eu)". */
  readonly label: string;
  readonly consoleUrl: string;
}

/** Those for which this server has addresses. */
export function dataCenterChoices({ dataCenters }: Pick<AppConfig, 'dataCenters'>): DataCenterChoice[] {
  return DATA_CENTERS.flatMap((dataCenter) => {
    const hosts = dataCenters[dataCenter];
    if (!hosts) return [];
    const { host } = new URL(hosts.consoleUrl);
    const label = `${DATA_CENTER_NAMES[dataCenter]} (${host.replace(/^api-console\./, '')})`;
    return [{ dataCenter, label, consoleUrl: hosts.consoleUrl }];
  });
}
