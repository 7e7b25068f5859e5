import { z } from 'zod';

/** What goes into a header later: visible ASCII only. Zoho's tokens are `1000.<32 hex>.<32 hex>`. */
const token = z.string().regex(/^[\x21-\x7e]{1,2048}$/);

/** A scope as RFC 6749, section 3.3, spells one, and never longer than a name can be; others are left out. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

const seconds = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

const LONGEST_SECONDS = 86_400;
const SHORTEST_SECONDS = 60;

/** Tokens as one answer of the token endpoint gave them. Holds secrets: not for logs or errors. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Only in answers to a code exchange, and there only with offline access. */
  readonly refreshToken: string | undefined;
  /** undefined when the answer tells none. */
  readonly scopes: readonly string[] | undefined;
  /** 60 to 86,400 */
  readonly lifetimeSeconds: number;
}

/**
 * A good answer of Zoho's token endpoint. `expires_in_sec` is seconds wherever it occurs; `expires_in` is
 * milliseconds in old answers, which shows by a value above a day (zoho.com.cn/writer API, zoho.com/accounts).
 */
export const TokenAnswer = z
  .object({
    access_token: token,
    refresh_token: token.optional(),
    scope: z.string().max(8192).optional(),
    expires_in: seconds.optional(),
    expires_in_sec: seconds.optional(),
  })
  .transform((answer, context): TokenGrant => {
    const lifetimeSeconds = lifetimeOf(answer);
    if (!(lifetimeSeconds >= SHORTEST_SECONDS && lifetimeSeconds <= LONGEST_SECONDS)) {
      context.addIssue({ code: 'custom', message: 'lifetime out of range' });
      return z.NEVER;
    }
    const scopes = answer.scope?.split(/[\s,]+/).filter((scope) => SCOPE.test(scope));
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      scopes: scopes && scopes.length > 0 ? scopes : undefined,
      lifetimeSeconds,
    };
  });

function lifetimeOf(answer: { expires_in?: number | undefined; expires_in_sec?: number | undefined }): number {
  if (answer.expires_in_sec !== undefined) return answer.expires_in_sec;
  const { expires_in: expiresIn = NaN } = answer;
  return expiresIn > LONGEST_SECONDS ? expiresIn / 1000 : expiresIn;
}
