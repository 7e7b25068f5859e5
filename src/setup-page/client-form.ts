import { z } from 'zod';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';
import type { AppConfig } from '../config/app-config.js';
import { isPlaceholder } from '../common/header-text.js';
import { PORTAL_NAME } from '../oauth/caller-options.js';
import { credentialProblem } from '../oauth/credential-problem.js';
import { portalFrom } from '../oauth/portal-text.js';
import { zohoTextKind } from '../oauth/zoho-text.js';
import type { Message } from './message.js';
import type { Draft, Visitor } from './visitor.js';

const text = z
  .string()
  .transform((value) => value.trim())
  .catch('');
const Fields = z.object({
  accessKey: text,
  dataCenter: text,
  portal: text,
  clientId: text,
  clientSecret: text,
  anew: z.literal('yes').optional().catch(undefined),
});

/** The form of the first step as it was sent. */
export interface ClientForm {
  readonly draft: Draft;
  readonly visitor: Visitor;
  /** By field; empty when everything can be used. */
  readonly problems: NonNullable<Message['fields']>;
}

/** Reads the form; never throws. An empty data center is the server's own. */
export function readClientForm(body: unknown, { dataCenters }: Pick<AppConfig, 'dataCenters'>): ClientForm {
  const sent = Fields.parse(body ?? {});
  const portal = portalFrom(sent.portal);
  const dataCenter = DATA_CENTERS.find((name) => name === sent.dataCenter && dataCenters[name] !== undefined);
  const problems: { -readonly [Name in keyof ClientForm['problems']]: string } = {};

  if (sent.dataCenter !== '' && dataCenter === undefined) problems.dataCenter = 'Choose a data center of the list.';
  if (portal !== '' && !PORTAL_NAME.test(portal)) {
    problems.portal =
      'The portal is the name after /app/ in the address of ServiceDesk Plus: letters, digits, _ and -.';
  }
  if (isAbsent(sent.clientId)) problems.clientId = 'Enter the Client ID.';
  if (isAbsent(sent.clientSecret)) problems.clientSecret = 'Enter the Client Secret.';
  if (!problems.clientId && !problems.clientSecret) {
    const found = credentialProblem(sent);
    if (found) problems[found.part] = found.problem;
  }
  return {
    draft: {
      clientId: harmless(sent.clientId),
      dataCenter: dataCenter ?? '',
      portal: harmless(portal.slice(0, 100)),
    },
    visitor: {
      clientId: sent.clientId,
      clientSecret: sent.clientSecret,
      ...chosen(dataCenter, portal, sent.accessKey),
      anew: sent.anew === 'yes',
    },
    problems,
  };
}

function chosen(dataCenter: DataCenter | undefined, portal: string, accessKey: string): Partial<Visitor> {
  return {
    ...(dataCenter === undefined ? {} : { dataCenter }),
    ...(portal === '' ? {} : { portal }),
    ...(accessKey === '' ? {} : { accessKey }),
  };
}

function isAbsent(value: string): boolean {
  return value === '' || isPlaceholder(value);
}

/** A secret in the wrong field is not shown again either. */
function harmless(value: string): string {
  const kind = zohoTextKind(value);
  return value.length > 100 || kind === 'token' || kind === 'client secret' ? '' : value;
}
