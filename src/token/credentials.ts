/** A person's Zoho Self Client as their MCP client sends it. Nothing in it is verified. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}
