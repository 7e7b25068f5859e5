import { AppError } from '../common/errors/app.error.js';

/** The arguments of a tool call do not fit its schema; the message names each field and what is allowed. */
export class ArgumentsInvalidError extends AppError {
  readonly code = 'INVALID_ARGUMENTS';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string;

  /** @param known names of the tool's arguments */
  constructor(problems: readonly string[], known: readonly string[]) {
    super(problems.join(' '));
    this.resolution =
      known.length === 0
        ? 'This tool takes no arguments.'
        : `Correct it and call the tool again. Its arguments are: ${known.join(', ')}.`;
  }
}

/** No room for another SSE session, and none of the open ones may give way. */
export class SessionsExhaustedError extends AppError {
  readonly code = 'TOO_MANY_SESSIONS';
  readonly retryable = true;
  readonly httpStatus = 503;
  readonly resolution = 'Try again later, or connect to /mcp, which keeps no sessions.';

  constructor() {
    super('This server has as many open SSE sessions as it can hold.', { retryAfterSeconds: 60 });
  }
}

/** One assistant has more calls under way than one connection may have. */
export class TooManyCallsError extends AppError {
  readonly code = 'TOO_MANY_CALLS';
  readonly retryable = true;
  readonly httpStatus = 429;
  readonly resolution = 'Wait for the answers of the other calls, then repeat this one: nothing of it was done.';

  constructor() {
    super('Too many calls with these credentials are under way at the same time.', { retryAfterSeconds: 5 });
  }
}

/** The grant of the person does not cover what a tool does. Nothing was asked of ServiceDesk Plus. */
export class ScopesMissingError extends AppError {
  readonly code = 'SDP_SCOPE_MISSING';
  readonly retryable = false;
  readonly httpStatus = 403;
  readonly resolution: string;

  /** @param scopes at least one */
  constructor(tool: string, scopes: readonly string[]) {
    super(
      `${tool} needs what the connection has no permission for: ${scopes.join(' and ')} is missing in its scopes.`,
      {
        missingScopes: scopes,
      },
    );
    this.resolution =
      'A refresh cannot add a scope: make a new grant token with the full scope string, and hand it over with complete_setup.';
  }
}

/** call_tool was given a name that this connection cannot call. */
export class ToolUnknownError extends AppError {
  readonly code = 'UNKNOWN_TOOL';
  readonly retryable = false;
  readonly httpStatus = 404;
  readonly resolution: string;

  /** @param names closest ones, which exist */
  constructor(message: string, names: readonly string[]) {
    super(message);
    this.resolution =
      names.length === 0
        ? 'Look for one with search_tools.'
        : `Did you mean ${names.join(', ')}? search_tools tells what each does and takes.`;
  }
}

/** An error that belongs to the protocol and not to a tool. Both SDKs send `code` and `message` as JSON-RPC error. */
export class ProtocolFault extends Error {
  constructor(
    /** JSON-RPC 2.0 error code. */
    readonly code: number,
    message: string,
    /** For the client's program; both SDKs send it with the error. */
    readonly data?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

const INVALID_PARAMS = -32_602;
const CANCELLED = -32_000;
const FAILED = -32_000;
/** Of the revisions before 2026-07-28; the SDK of that one sends its own code in its place. */
const RESOURCE_NOT_FOUND = -32_002;

/** There is no such tool, or this connection does not see it (MCP specification, tools, error handling). */
export class UnknownToolFault extends ProtocolFault {
  constructor(message: string) {
    super(INVALID_PARAMS, message);
  }
}

/** The caller cancelled the call or went away. */
export class CallCancelledFault extends ProtocolFault {
  constructor() {
    super(CANCELLED, 'The call was cancelled.');
  }
}

/** There is nothing at this address, or this person may not see it (MCP specification, resources, error handling). */
export class ResourceUnknownFault extends ProtocolFault {
  constructor(uri: string, message: string) {
    super(RESOURCE_NOT_FOUND, message, { uri });
  }
}

/** A record could not be read now; message and data are those of the tool that reads it. */
export class ResourceFailedFault extends ProtocolFault {
  constructor(message: string, data: Readonly<Record<string, unknown>>) {
    super(FAILED, message, data);
  }
}

/** There is no such prompt, or an argument it needs was not given. */
export class PromptFault extends ProtocolFault {
  constructor(message: string) {
    super(INVALID_PARAMS, message);
  }
}
