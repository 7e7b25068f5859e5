/** The port to the open SSE sessions of this process; the module binds it. */
export abstract class OpenSessions {
  abstract readonly size: number;
}
