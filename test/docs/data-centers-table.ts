import { DATA_CENTER_HOSTS, DATA_CENTERS } from '../../src/common/data-center.js';
import { DATA_CENTER_NAMES } from '../../src/setup-page/data-center-names.js';
import { table } from './table.js';

/** Every data center with its console and hosts, for guides. */
export function dataCentersTable(): string {
  const rows = DATA_CENTERS.map((dataCenter) => {
    const { consoleUrl, accountsUrl, sdpUrl } = DATA_CENTER_HOSTS[dataCenter];
    const name = DATA_CENTER_NAMES[dataCenter];
    return [`\`${dataCenter}\``, name, `<${consoleUrl}>`, `\`${accountsUrl}\``, `\`${sdpUrl}\``];
  });
  return table([['name', 'place', 'console', 'accounts server', 'ServiceDesk Plus'], ...rows]);
}
