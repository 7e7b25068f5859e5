import { z } from 'zod';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';

/** What the predecessor knew of its one user. */
export interface PredecessorConnection {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly dataCenter: DataCenter;
  readonly portal: string | undefined;
}

/** Names its versions have used for the same value, the present one first. */
const NAMES = {
  clientId: ['SDP_CLIENT_ID', 'SDP_OAUTH_CLIENT_ID', 'ZOHO_CLIENT_ID'],
  clientSecret: ['SDP_CLIENT_SECRET', 'SDP_OAUTH_CLIENT_SECRET', 'ZOHO_CLIENT_SECRET'],
  refreshToken: ['SDP_REFRESH_TOKEN', 'SDP_OAUTH_REFRESH_TOKEN', 'ZOHO_REFRESH_TOKEN'],
} as const;

const PORTAL = /^[A-Za-z0-9_-]{1,100}$/;
const TokenFile = z.object({ refreshToken: z.string().optional(), refresh_token: z.string().optional() });

/** What is missing or wrong; names variables and shows no value. */
export class PredecessorFormError extends Error {}

/**
 * Reads the predecessor's variables (its `.env`, or an environment) and its token file, whose refresh token is the
 * later one. @throws PredecessorFormError
 */
export function readPredecessor(variables: NodeJS.ProcessEnv, tokenFile?: string): PredecessorConnection {
  const valueOf = (names: readonly string[]) => names.map((name) => variables[name]?.trim()).find(Boolean);
  const problems: string[] = [];
  const wanted = (part: keyof typeof NAMES, found = valueOf(NAMES[part])) => {
    if (!found) problems.push(`${NAMES[part].join(' or ')} is not there`);
    return found ?? '';
  };
  const clientId = wanted('clientId');
  const clientSecret = wanted('clientSecret');
  const refreshToken = wanted('refreshToken', tokenIn(tokenFile) ?? valueOf(NAMES.refreshToken));
  const named = (variables['SDP_DATA_CENTER']?.trim() || 'us').toLowerCase();
  const dataCenter = DATA_CENTERS.find((each) => each === named);
  if (!dataCenter) problems.push(`SDP_DATA_CENTER is none of ${DATA_CENTERS.join(', ')}`);
  const portal = valueOf(['SDP_INSTANCE_NAME', 'SDP_PORTAL_NAME']);
  if (portal !== undefined && !PORTAL.test(portal)) problems.push('SDP_INSTANCE_NAME is no name of a portal');
  if (!dataCenter || problems.length > 0) throw new PredecessorFormError(`${problems.join('; ')}.`);
  return { clientId, clientSecret, refreshToken, dataCenter, portal };
}

function tokenIn(tokenFile: string | undefined): string | undefined {
  if (tokenFile === undefined) return undefined;
  try {
    const { refreshToken, refresh_token: otherName } = TokenFile.parse(JSON.parse(tokenFile));
    return refreshToken ?? otherName;
  } catch {
    throw new PredecessorFormError('The token file is not the JSON that the predecessor wrote.');
  }
}
