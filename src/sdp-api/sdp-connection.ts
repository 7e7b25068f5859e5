import type { DataCenter } from '../common/data-center.js';

/** Whose rights a call is made with, and where it goes. */
export interface SdpConnection {
  readonly connectionId: string;
  readonly dataCenter: DataCenter;
  /** Name of the portal in the address; undefined is the account's default portal. */
  readonly portal: string | undefined;
  /** Scopes Zoho granted, such as `SDPOnDemand.requests.ALL`. */
  readonly scopes: readonly string[];
}

/** Key under which things known of one person's view of one portal are kept in memory. */
export function viewKey({ connectionId, portal }: SdpConnection): string {
  return `${connectionId} ${portal ?? ''}`;
}
