/** One entry of `response_status.messages`; which keys are there depends on the code (reference B.8.1). */
export interface FailureMessage {
  readonly status_code: number;
  readonly message?: string;
  readonly field?: string;
  readonly fields?: readonly string[];
}

interface FailureOptions {
  /** Replaces the wrapper code 4000 on top (reference B.8.1: some single-cause errors carry their own code there). */
  readonly topCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call the vendor refuses. Thrown by pipeline steps and collections, turned into an envelope in one place. */
export class SdpFailure extends Error {
  readonly topCode: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly httpStatus: number,
    readonly messages: readonly FailureMessage[],
    { topCode = 4000, headers = {} }: FailureOptions = {},
  ) {
    super(JSON.stringify(messages));
    this.name = new.target.name;
    this.topCode = topCode;
    this.headers = headers;
  }
}

/** A refusal that does not come as an envelope: an HTML page (reference B.2, B.8.1). */
export class SdpPage extends Error {
  constructor(
    readonly httpStatus: number,
    readonly title: string,
  ) {
    super(title);
    this.name = new.target.name;
  }
}

/** The refusals of reference B.8.2 and B.8.3, by what they mean. */
export const failures = {
  unauthorised: () => single(401, { status_code: 4002, message: 'UNAUTHORISED' }, { topCode: 4002 }),
  scopeMismatch: (httpStatus: number) => single(httpStatus, { status_code: 4002, message: 'OAUTH_SCOPE_MISMATCH' }),
  forbidden: () => single(403, { status_code: 4002, message: 'You are not authorized to perform this operation' }),
  invalidUrl: () => single(404, { status_code: 4007, message: 'Invalid URL' }),
  invalidMethod: () => single(404, { status_code: 4007, message: 'Invalid Method' }),
  rateLimited: (headers: Record<string, string>) =>
    single(429, { status_code: 4015, message: 'API Rate Limit reached' }, { headers }),
  extraParam: (field: string) => single(400, { status_code: 4001, field, message: 'EXTRA_PARAM_FOUND' }),
  extraKey: (field: string) => single(400, { status_code: 4001, field, message: 'EXTRA_KEY_FOUND_IN_JSON' }),
  extraValue: (field: string) => single(400, { status_code: 4001, field, message: 'EXTRA_VALUE_FOUND_IN_JSONARRAY' }),
  unparsable: (field: string) =>
    single(400, { status_code: 4001, field, message: `Unable to parse JSON for : ${field}` }),
  unparsableId: (field: string) =>
    single(400, { status_code: 4001, field, message: 'Unable to parse the given data for id' }),
  notValid: (field: string) =>
    single(400, { status_code: 4001, field, message: `Value given for ${field} is not valid` }),
  mandatory: (fields: readonly string[]) => single(400, { status_code: 4012, fields }),
  notUnique: (field: string) => single(400, { status_code: 4008, field }),
  readOnly: (field: string) => single(400, { status_code: 4014, field }),
  wrongType: (field: string) => single(400, { status_code: 4021, field }),
  internal: () => single(500, { status_code: 4004, message: 'Internal Error' }),
  timeMismatch: (field: string) => single(400, { status_code: 4016, field }),
  cannotGive: (field: string) => single(403, { status_code: 4002, field, message: `Cannot give value for ${field}` }),
};

function single(httpStatus: number, message: FailureMessage, options?: FailureOptions): SdpFailure {
  return new SdpFailure(httpStatus, [message], options);
}
