/** Errors of getting a connection, by Node's and undici's codes. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/** Answer of a proxy that builds no tunnel; undici has no code of its own for it. */
const NO_TUNNEL = /^Proxy response \(\d+\) !== 200/;

/** Does this error of undici show that nothing of the request left for its server, so that it cannot have acted on it? */
export function wasUnsent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return NO_CONNECTION.test(String(code)) || NO_TUNNEL.test(String(message));
}
