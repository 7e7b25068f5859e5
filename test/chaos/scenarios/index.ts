import type { Scenario } from '../scenario.js';
import { accountsOutage } from './accounts-outage.js';
import { adminReset } from './admin-reset.js';
import { amplification } from './amplification.js';
import { databaseTrouble } from './database-trouble.js';
import { disconnectStorm } from './disconnect-storm.js';
import { duplicates } from './duplicates.js';
import { failureStorm } from './failure-storm.js';
import { grantLimit } from './grant-limit.js';
import { isolation } from './isolation.js';
import { killedHolder } from './killed-holder.js';
import { openAndClose } from './open-and-close.js';
import { partition } from './partition.js';
import { raceVerdict } from './race-verdict.js';
import { rollingRestart } from './rolling-restart.js';
import { skew } from './skew.js';
import { spread } from './spread.js';
import { staleHolder } from './stale-holder.js';
import { storm } from './storm.js';
import { taxonomy } from './taxonomy/taxonomy.js';

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  storm,
  staleHolder,
  killedHolder,
  grantLimit,
  raceVerdict,
  accountsOutage,
  spread,
  skew,
  taxonomy,
  isolation,
  openAndClose,
  amplification,
  adminReset,
  failureStorm,
  duplicates,
  disconnectStorm,
  rollingRestart,
  databaseTrouble,
  partition,
];
