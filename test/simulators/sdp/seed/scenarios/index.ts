import { ACCESS } from './access.scenarios.js';
import { HARDWARE } from './hardware.scenarios.js';
import { NETWORK } from './network.scenarios.js';
import type { Scenario } from './scenario.js';
import { SOFTWARE } from './software.scenarios.js';

export const SCENARIOS: readonly Scenario[] = [...HARDWARE, ...NETWORK, ...SOFTWARE, ...ACCESS];
