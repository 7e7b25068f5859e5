import type { ClientCredentials } from '../token/credentials.js';
import { type ZohoText, zohoTextKind } from './zoho-text.js';

/** What is wrong with the form of a credential. */
export interface CredentialProblem {
  readonly part: keyof ClientCredentials;
  /** A sentence of ours; never holds the value. */
  readonly problem: string;
}

/** Zoho's client ids are `1000.` and 30 capitals or digits; checked leniently, because no page promises the form. */
const CLIENT_ID = /^[A-Za-z0-9.]{20,100}$/;
/** Zoho's client secrets are about 42 hex digits. No blank and no comma: two headers of one name arrive joined by one. */
const CLIENT_SECRET = /^[\x21-\x2b\x2d-\x7e]{10,200}$/;

const WORDS: Readonly<Record<ZohoText, string>> = {
  'client id': 'a Client ID',
  'client secret': 'a Client Secret',
  token: 'a token, such as the grant token',
};

/** The first thing that shows these cannot be a Client ID and its Client Secret; Zoho need not be asked. */
export function credentialProblem({ clientId, clientSecret }: ClientCredentials): CredentialProblem | undefined {
  const [idKind, secretKind] = [zohoTextKind(clientId), zohoTextKind(clientSecret)];
  if (idKind === 'client secret' && secretKind === 'client id') {
    return wrong('Client ID and Client Secret are exchanged: each stands in the place of the other.', 'clientId');
  }
  if (idKind !== undefined && idKind !== 'client id') {
    return wrong(`What stands in the place of the Client ID is ${WORDS[idKind]}.`, 'clientId');
  }
  if (!CLIENT_ID.test(clientId)) {
    return wrong(
      'The Client ID does not look like one of Zoho: "1000." followed by capital letters and digits.',
      'clientId',
    );
  }
  if (secretKind !== undefined && secretKind !== 'client secret') {
    return wrong(`What stands in the place of the Client Secret is ${WORDS[secretKind]}.`, 'clientSecret');
  }
  if (!CLIENT_SECRET.test(clientSecret)) {
    return wrong(
      'The Client Secret does not look like one of Zoho: about 42 characters without blanks.',
      'clientSecret',
    );
  }
  return undefined;
}

function wrong(problem: string, part: CredentialProblem['part']): CredentialProblem {
  return { part, problem };
}
