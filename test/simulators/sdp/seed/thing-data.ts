/** Assets: product, how many, prefix of their names. */
export const ASSETS: readonly (readonly [product: string, count: number, prefix: string])[] = [
  ['Latitude 7450', 24, 'LT'],
  ['ThinkPad T14', 14, 'TP'],
  ['PowerEdge R660', 5, 'SRV'],
  ['LaserJet M507', 6, 'PRN'],
  ['UltraSharp U2723QE', 10, 'MON'],
  ['Pixel 8', 5, 'PH'],
];

/** Contracts: name, vendor, yearly cost, years it runs from a year ago. */
export const CONTRACTS: readonly (readonly [name: string, vendor: string, cost: number, years: number])[] = [
  ['Laptop maintenance', 'Northwind Hardware', 12_000, 3],
  ['Printer leasing', 'Contoso Supplies', 8_400, 2],
  ['Mobile lines', 'Fabrikam Telecom', 21_600, 2],
  ['Server warranty extension', 'Northwind Hardware', 5_200, 1],
];

/** Purchase orders: name, vendor, cost, status. */
export const PURCHASE_ORDERS: readonly (readonly [name: string, vendor: string, cost: number, status: string])[] = [
  ['Ten laptops for Dublin', 'Northwind Hardware', 14_500, 'Closed'],
  ['Docks for new hires', 'Contoso Supplies', 2_300, 'Ordered'],
  ['Spare phones', 'Fabrikam Telecom', 3_100, 'Pending Approval'],
  ['Toner for the year', 'Contoso Supplies', 1_900, 'Draft'],
];

export const ANNOUNCEMENTS: readonly (readonly [title: string, text: string])[] = [
  ['VPN maintenance on Saturday', 'The VPN is unavailable from 06:00 to 08:00 UTC.'],
  ['New travel request form', 'Travel is requested through the portal from now on.'],
];

/** Title and hours from now; those in the past are over. */
export const MAINTENANCES: readonly (readonly [title: string, hoursFromNow: number, status: string])[] = [
  ['Storage firmware', -240, 'Completed'],
  ['VPN gateway upgrade', 72, 'Scheduled'],
];

/** Configuration items: type, name, attributes without the beginning of their keys. */
export const CIS: readonly (readonly [type: string, name: string, attributes: Readonly<Record<string, string>>])[] = [
  ['ci_windows_server', 'SRV-DB-01', { txt_serial_number: 'SN-9001', txt_ip_address: '10.0.0.11', txt_os: '2022' }],
  ['ci_windows_server', 'SRV-WEB-01', { txt_serial_number: 'SN-9002', txt_ip_address: '10.0.0.12', txt_os: '2022' }],
  ['ci_virtual_machine', 'VM-BUILD-01', { txt_ip_address: '10.0.1.21', txt_os: 'Debian 12' }],
  ['ci_switch', 'SW-BOS-1', { txt_serial_number: 'SN-7001', txt_ip_address: '10.0.9.1' }],
  ['ci_windows_workstation', 'PC-1', { txt_serial_number: 'ABC', txt_os: '11' }],
  ['ci_windows_workstation', 'PC-2', { txt_serial_number: 'ABD', txt_os: '11' }],
];

/** Name, kind, name. */
export const CI_LINKS: readonly (readonly [from: string, kind: string, to: string])[] = [
  ['SRV-WEB-01', 'Depends On', 'SRV-DB-01'],
  ['SRV-WEB-01', 'Connected To', 'SW-BOS-1'],
  ['VM-BUILD-01', 'Runs On', 'SRV-DB-01'],
];
