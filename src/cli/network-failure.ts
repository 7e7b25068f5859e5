/** Why an address does not answer. `away`: nothing was sent, and it may answer in a moment. */
export interface NetworkFailure {
  readonly kind: 'away' | 'unknown-host' | 'tls' | 'timeout' | 'broken';
  /** What is wrong, and what to do. */
  readonly message: string;
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const AWAY = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const TIMEOUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError', 'ETIMEDOUT']);

/** Words for what `fetch` has thrown. @param origin the address without path, as it may be shown */
export function explainNetworkFailure(error: unknown, origin: string): NetworkFailure {
  const code = codeOf(error) ?? '';
  if (code === 'ENOTFOUND') {
    const { hostname } = new URL(origin);
    return {
      kind: 'unknown-host',
      message: `The host ${hostname} is not known. Look at the address for a typing mistake, and at the name service (DNS) of this machine.`,
    };
  }
  if (AWAY.has(code)) {
    return {
      kind: 'away',
      message: `Nothing answers at ${origin} (${code}). Look whether it runs, and whether the address and the port are right.`,
    };
  }
  if (UNTRUSTED.has(code)) {
    return {
      kind: 'tls',
      message: `The certificate of ${origin} is signed by nobody this machine trusts (${code}). If your company signs its own, set NODE_EXTRA_CA_CERTS to the file of its root certificate.`,
    };
  }
  if (code.startsWith('CERT_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return {
      kind: 'tls',
      message: `No secure connection to ${origin} (${code}). Look at its certificate, the clock of this machine, and whether the address should begin with http:// or https://.`,
    };
  }
  if (TIMEOUT.has(code)) {
    return {
      kind: 'timeout',
      message: `${origin} did not answer in time. Look at the network and at any proxy in between.`,
    };
  }
  return { kind: 'broken', message: `The connection to ${origin} broke${code === '' ? '' : ` (${code})`}. Try again.` };
}

/** The innermost code: `fetch` wraps what the socket said, and a name with two addresses fails once for each. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, name, cause, errors } = error as NodeJS.ErrnoException & { errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].map(codeOf).find((known) => known);
  return inner ?? (typeof code === 'string' ? code : name === 'TimeoutError' ? name : undefined);
}
