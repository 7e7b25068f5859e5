import { z } from 'zod';

/** What SDP says of one thing that went wrong. Its texts are untrusted: only known ones are compared, none is shown. */
export interface Complaint {
  readonly code: number;
  readonly text: string;
  /** SDP's names of the fields it means. */
  readonly fields: readonly string[];
}

/** An answer of SDP, judged by its body. */
export interface Envelope {
  readonly json: unknown;
  readonly failed: boolean;
  readonly complaints: readonly Complaint[];
}

const Code = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const FieldName = z
  .string()
  .regex(/^[A-Za-z]\w*(\.\w+)*$/)
  .max(100);

const Message = z.object({
  status_code: Code.optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  field: FieldName.optional().catch(undefined),
  fields: z.array(z.unknown()).optional().catch(undefined),
});

const Status = z.object({
  status_code: Code.optional().catch(undefined),
  status: z.string().optional().catch(undefined),
  messages: z.array(Message).optional().catch(undefined),
});

const WithStatus = z.object({ response_status: z.union([Status, z.array(Status)]) });

/** Codes from here on are failures (ManageEngine's Ansible collection for SDP Cloud judges them so under HTTP 200). */
const FIRST_FAILURE_CODE = 4000;

/** The fields SDP names inside its texts instead of in `field`. */
const FIELD_IN_TEXT = /(?:Cannot give value for|Unable to parse JSON for :|Value given for)\s+([A-Za-z][\w.]{0,99})/;

/** Reads an answer's body; undefined when it is not JSON. */
export function readEnvelope(body: string): Envelope | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;

  const parsed = WithStatus.safeParse(json);
  if (!parsed.success) return { json, failed: false, complaints: [] };
  const { response_status } = parsed.data;
  const statuses = Array.isArray(response_status) ? response_status : [response_status];
  return {
    json,
    // A bulk answer mixes success and failure under HTTP 200; one failure makes the call a failed one.
    failed: statuses.some(({ status, status_code = 0 }) => status === 'failed' || status_code >= FIRST_FAILURE_CODE),
    complaints: statuses.flatMap(complaintsOf),
  };
}

function complaintsOf({ status_code, messages = [] }: z.output<typeof Status>): Complaint[] {
  const own = { code: status_code ?? 0, text: '', fields: [] };
  return [
    ...messages.map(({ status_code: code, message = '', field, fields = [] }) => ({
      code: code ?? own.code,
      text: message,
      fields: fieldNames(field, fields, message),
    })),
    own,
  ];
}

function fieldNames(field: string | undefined, fields: readonly unknown[], text: string): string[] {
  const named = fields.flatMap((name) => FieldName.safeParse(name).data ?? []);
  const inText = FIELD_IN_TEXT.exec(text)?.[1];
  return [...new Set([...(field ? [field] : []), ...named, ...(inText ? [inText] : [])])];
}
