import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';

/** The way out of a network that lets nobody out directly. */
export interface ProxyConfig {
  /** For addresses that begin with https; may hold a name and a password. */
  readonly httpsProxy: string | undefined;
  readonly httpProxy: string | undefined;
  /** Hosts that are asked directly, separated by commas; `*` is all of them. */
  readonly noProxy: string;
}

/** What undici may be told of connections here, directly or through a proxy. */
export interface OutgoingOptions extends Omit<Agent.Options, 'connect' | 'factory'> {
  /** Ms to get a connection, TLS included. */
  readonly connectMs: number;
}

/** Connections to servers elsewhere: through the proxy where one is configured, otherwise directly. */
export function outgoingAgent({ connectMs, ...options }: OutgoingOptions, proxy: ProxyConfig | undefined): Dispatcher {
  const tls = { timeout: connectMs };
  if (proxy === undefined) return new Agent({ ...options, connect: tls });
  const { httpsProxy = '', httpProxy = '', noProxy } = proxy;
  // Empty and not undefined: undici would read the environment itself.
  const proxies = { httpsProxy, httpProxy, noProxy };
  return new EnvHttpProxyAgent({ ...options, ...proxies, connect: tls, proxyTls: tls, requestTls: tls });
}
