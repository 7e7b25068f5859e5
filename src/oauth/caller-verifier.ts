import { Injectable } from '@nestjs/common';
import type { Connection } from '../token/connection.js';
import { ConnectionService } from '../token/connection.service.js';
import type { ClientCredentials } from '../token/credentials.js';
import type { Caller } from './caller.js';
import {
  CredentialsMalformedError,
  CredentialsMissingError,
  DataCenterMismatchError,
  HeaderInvalidError,
} from './oauth.errors.js';
import { SetupGuide } from './setup-guide.js';

/** From what a request says to whose connection it is. */
@Injectable()
export class CallerVerifier {
  constructor(
    private readonly connections: ConnectionService,
    private readonly guide: SetupGuide,
  ) {}

  /**
   * The credentials of a request that can be used; still not verified.
   *
   * @throws CredentialsMissingError, CredentialsMalformedError, HeaderInvalidError
   */
  credentialsOf(caller: Caller): ClientCredentials {
    const { credentials, problems } = caller;
    if (credentials.kind === 'missing') {
      const { placeholders } = credentials;
      throw new CredentialsMissingError(placeholders, this.guide.toSendCredentials(caller, placeholders));
    }
    if (credentials.kind === 'malformed') throw new CredentialsMalformedError(credentials.problem);
    if (problems.length > 0) throw new HeaderInvalidError(problems.join(' '));
    return credentials.value;
  }

  /**
   * The connection that these credentials prove to be the caller's; undefined when nothing is stored for them.
   *
   * @throws what `credentialsOf` throws, ClientRejectedError, TooManyAttemptsError, DataCenterMismatchError
   */
  async connectionOf(caller: Caller): Promise<Connection | undefined> {
    const connection = await this.connections.authenticate(this.credentialsOf(caller));
    if (connection && caller.dataCenter !== undefined && caller.dataCenter !== connection.dataCenter) {
      throw new DataCenterMismatchError(caller.dataCenter, { value: connection.dataCenter, where: 'connection' });
    }
    return connection;
  }
}
