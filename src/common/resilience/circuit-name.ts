import type { DataCenter } from '../data-center.js';

/** What people call the servers behind circuits. */
const VENDORS = { 'zoho-accounts': 'Zoho Accounts', 'sdp-api': 'ServiceDesk Plus' } as const;

export type CircuitRole = keyof typeof VENDORS;
export type Vendor = (typeof VENDORS)[CircuitRole];

export const CIRCUIT_ROLES = Object.keys(VENDORS) as readonly CircuitRole[];

/** Name of the circuit for a role in a data center, as in `sdp-api:us`; public in the admin API and the metrics. */
export function circuitName(role: CircuitRole, dataCenter: DataCenter): string {
  return `${role}:${dataCenter}`;
}

export function vendorOf(role: CircuitRole): Vendor {
  return VENDORS[role];
}

/** The vendor behind a circuit, for people; the name itself when it is none of ours. */
export function vendorBehind(circuit: string): string {
  const [role = ''] = circuit.split(':');
  return role in VENDORS ? VENDORS[role as CircuitRole] : circuit;
}
