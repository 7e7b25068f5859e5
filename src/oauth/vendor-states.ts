import { Injectable } from '@nestjs/common';
import type { DataCenter } from '../common/data-center.js';
import type { CircuitStateName } from '../common/resilience/circuit-state.js';
import { CIRCUIT_ROLES, circuitName, type Vendor, vendorOf } from '../common/resilience/circuit-name.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';

/** How this replica's circuits to the vendors of one data center stand. */
export interface VendorState {
  readonly vendor: Vendor;
  /** `open`: it failed too often, and calls are answered without asking it. */
  readonly circuit: CircuitStateName;
  readonly retryAfterSeconds?: number;
}

/** Tells a person whether it is the vendor that does not answer. */
@Injectable()
export class VendorStates {
  constructor(private readonly breakers: CircuitBreakers) {}

  of(dataCenter: DataCenter): VendorState[] {
    const circuits = new Map(this.breakers.list().map((circuit) => [circuit.name, circuit]));
    return CIRCUIT_ROLES.map((role) => {
      const vendor = vendorOf(role);
      const circuit = circuits.get(circuitName(role, dataCenter));
      if (!circuit || circuit.state === 'closed') return { vendor, circuit: 'closed' };
      const { state, retryAfterSeconds } = circuit;
      return { vendor, circuit: state, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    });
  }
}

/** One sentence for each vendor that does not answer. */
export function troubleSentences(vendors: readonly VendorState[]): string[] {
  return vendors
    .filter(({ circuit }) => circuit !== 'closed')
    .map(
      ({ vendor, retryAfterSeconds = 1 }) =>
        `${vendor} failed too often in the last half minute: calls are answered at once until it is tried again in about ${retryAfterSeconds} seconds.`,
    );
}
