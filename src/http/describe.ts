import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { z } from 'zod';

/** Bodies of the REST surface, by their names in `/openapi.json`. */
export const apiSchemas = z.registry<{ id: string }>();

/** A body with exactly these fields. */
export function apiObject<S extends z.ZodRawShape>(id: string, fields: S) {
  const schema = z.strictObject(fields);
  apiSchemas.add(schema, { id });
  return schema;
}

/** ISO 8601, in UTC. */
export const apiTime = z.string().meta({ format: 'date-time' });

export const ErrorSchema = apiObject('Error', {
  error: z.strictObject({
    code: z.string().meta({ description: 'Stable; docs/TROUBLESHOOTING.md lists all of them.' }),
    message: z.string().meta({ description: 'What happened, for a person.' }),
    resolution: z.string().meta({ description: 'The next step.' }),
    retryAfterSeconds: z.int().min(1).optional(),
    setupUrl: z.string().optional(),
  }),
  status: z.enum(['setup_required', 'ready', 'reauth_required']).optional(),
  needsSetup: z.boolean().optional(),
  setupUrl: z.string().optional(),
  steps: z.array(z.string()).optional(),
});

const REASONS = {
  400: 'Something of the request is missing or not usable; `message` names it.',
  401: 'Credentials, an access key or a token are missing, or were refused.',
  403: 'Not allowed here: set-up is closed, or the Host or Origin header is foreign.',
  404: 'There is nothing by this name.',
  409: 'A person has to set up or authorize first; see `steps`.',
  429: 'Too many tries, or Zoho lets no more through; see `Retry-After`.',
  503: 'The database, Zoho or ServiceDesk Plus does not answer, or the server is full; see `Retry-After`.',
} as const;

/** Who may call it, by the names of the security schemes; a list of alternatives. */
const CALLERS: Readonly<Record<'person' | 'admin' | 'scraper', readonly Record<string, string[]>[]>> = {
  person: [{ clientId: [], clientSecret: [] }, { basic: [] }],
  admin: [{ adminToken: [] }],
  scraper: [{ metricsToken: [] }],
};

export interface Description {
  readonly summary: string;
  readonly caller?: keyof typeof CALLERS;
  /** Of status 200. Text when it is no schema but a media type. */
  readonly answer: z.ZodType | `text/${string}`;
  /** Answers of other statuses that are no errors in the shared form. */
  readonly others?: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>;
  readonly errors?: readonly (keyof typeof REASONS)[];
}

/** What `/openapi.json` says of a handler beside its path and parameters. */
export function Describe({ summary, caller, answer, others = {}, errors = [] }: Description): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary, ...(caller === undefined ? { security: [] } : {}) }),
    ...(caller === undefined ? [] : CALLERS[caller].map((scheme) => ApiSecurity(scheme))),
    ...(caller === 'person' ? [dataCenterHeader, portalHeader] : []),
    typeof answer === 'string'
      ? applyDecorators(ApiProduces(answer), ApiResponse({ status: 200, content: { [answer]: textBody } }))
      : ApiResponse({ status: 200, content: jsonBody(answer) }),
    ...Object.entries(others).map(([status, { description, schema }]) =>
      ApiResponse({ status: Number(status), description, content: jsonBody(schema) }),
    ),
    ...errors.map((status) => ApiResponse({ status, description: REASONS[status], content: jsonBody(ErrorSchema) })),
    ApiResponse({ status: 'default', description: 'Any other failure.', content: jsonBody(ErrorSchema) }),
  );
}

const dataCenterHeader = ApiHeader({
  name: 'X-SDP-Data-Center',
  required: false,
  description: 'Of the person: us eu in au cn jp ca uk sa ae.',
});
const portalHeader = ApiHeader({
  name: 'X-SDP-Portal',
  required: false,
  description: 'Of the person: the part after /app/ in addresses of ServiceDesk Plus.',
});

const textBody = { schema: { type: 'string' } } as const;

function jsonBody(schema: z.ZodType) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${apiSchemas.get(schema)?.id}` } } };
}
