import type { DataCenter } from '../common/data-center.js';
import { AppError } from '../common/errors/app.error.js';
import type { Connection } from '../token/connection.js';
import { ConnectionProbe, type ProbedTechnician } from './connection-probe.js';

/** The part of the SDP API that the probe needs; `SdpApiFactory` fits it (bound in oauth.module.ts). */
export interface ProbedSdp {
  readonly requests: { list(query: { rowCount: number }): Promise<unknown> };
  me(): Promise<{ readonly name: string | null; readonly email_id: string | null }>;
}

/** Opens ServiceDesk Plus for one connection. */
export type OpenSdp = (connection: {
  readonly connectionId: string;
  readonly dataCenter: DataCenter;
  readonly portal: string | undefined;
  readonly scopes: readonly string[];
}) => ProbedSdp;

/**
 * Reads one request of the list, which needs a good token, a portal that exists and the scope all tools need. Whose
 * token it is comes from a memory of the SDP API where it can, and is left out where SDP does not tell.
 */
export class SdpConnectionProbe extends ConnectionProbe {
  constructor(private readonly openSdp: OpenSdp) {
    super();
  }

  async probe(
    { id, dataCenter, scopes }: Connection,
    portal: string | undefined,
  ): Promise<ProbedTechnician | undefined> {
    const sdp = this.openSdp({ connectionId: id, dataCenter, portal, scopes });
    await sdp.requests.list({ rowCount: 1 });
    try {
      const { name, email_id: email } = await sdp.me();
      return name === null ? undefined : { name, email };
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}
