import { z } from 'zod';
import { DATA_CENTERS } from '../common/data-center.js';
import { CIRCUIT_ROLES, vendorOf } from '../common/resilience/circuit-name.js';
import { apiObject, apiTime } from '../http/describe.js';

const state = z.enum(['setup_required', 'ready', 'reauth_required']);
const times = apiTime.nullable();
const text = z.string().nullable();

const VendorStateSchema = apiObject('VendorState', {
  vendor: z.enum(CIRCUIT_ROLES.map(vendorOf)),
  circuit: z.enum(['closed', 'open', 'half-open']),
  retryAfterSeconds: z.int().optional(),
});

/** What its owner and an operator see of a connection alike. */
export const connectionFields = {
  dataCenter: z.enum(DATA_CENTERS),
  portal: text.meta({ description: 'null: the default portal of the account' }),
  scopes: z.array(z.string()),
  reauthReason: text,
  reauthAt: times,
  accessTokenExpiresAt: times,
  nextRefreshAt: times,
  lastRefreshedAt: times,
  refreshCount: z.int(),
  consecutiveFailures: z.int(),
  firstFailureAt: times,
  lastFailureAt: times,
  lastFailureCode: text,
  lastApiSuccessAt: times,
  lastUsedAt: times,
  createdAt: apiTime,
  updatedAt: apiTime,
};

const ConnectionViewSchema = apiObject('ConnectionView', {
  ...connectionFields,
  missingScopes: z.array(z.string()),
});

/** SetupReport, on the wire. */
export const SetupReportSchema = apiObject('SetupReport', {
  status: state,
  needsSetup: z.boolean(),
  message: z.string(),
  steps: z.array(z.string()).optional(),
  setupUrl: z.string().optional(),
  consoleUrl: z.string().optional(),
  consentUrl: z.string().optional(),
  scopes: z.string().meta({ description: 'Comma-separated, as it is pasted into the console.' }),
  connection: ConnectionViewSchema.optional(),
  vendors: z.array(VendorStateSchema).optional(),
});

/** ValidationReport, on the wire. */
export const ValidationReportSchema = apiObject('ValidationReport', {
  ok: z.boolean(),
  status: state,
  portal: text,
  technician: z.strictObject({ name: z.string(), email: text }).optional(),
  checkedScopes: z.array(z.string()),
  missingScopes: z.array(z.string()),
  message: z.string(),
  code: z.string().optional(),
  resolution: z.string().optional(),
});

/** What the removal of a connection says. */
export const DisconnectedSchema = apiObject('Disconnected', {
  disconnected: z.literal(true),
  revoked: z.boolean().meta({ description: 'Whether Zoho has confirmed the end of the grant.' }),
});
