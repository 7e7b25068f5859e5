/** Ends a token request with an error body. Thrown and caught inside the simulator only. */
export class Refusal extends Error {
  constructor(
    readonly body: Readonly<{ error: string; error_description?: string; status?: string }>,
    readonly status: number,
  ) {
    super(body.error);
    this.name = new.target.name;
  }
}

/** Zoho says most OAuth errors under HTTP 200 (reference A.5). */
export function refusal(error: string): Refusal {
  return new Refusal({ error }, 200);
}

/** The throttle's body, word for word and in its order of keys (reference A.5). There is no Retry-After. */
export function throttled(status: number): Refusal {
  return new Refusal(
    {
      error_description: 'You have made too many requests continuously. Please try again after some time.',
      error: 'Access Denied',
      status: 'failure',
    },
    status,
  );
}
