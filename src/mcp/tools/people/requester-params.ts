import { z } from 'zod';

import type { RequesterFields } from '../../../sdp-api/people/requester.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { mail, named, shortText } from '../params.js';

/** The fields of a requester that can be written; the same in the tools that create and update. */
export const requesterParams = {
  email: mail('Mail address').optional(),
  employee_id: shortText('Employee id').optional(),
  phone: shortText('Phone').optional(),
  mobile: shortText('Mobile phone').optional(),
  job_title: shortText('Job title').optional(),
  department: named('department').optional(),
  site: named('site').optional(),
  vip: z.boolean().optional().describe('true: a VIP'),
};

type RequesterInput = z.output<z.ZodObject<typeof requesterParams>> & { readonly name?: string | undefined };

/** What SDP is to be given. @throws UnknownNameError for a department or site that is not there */
export async function requesterFields(input: RequesterInput, { lookups }: SdpApi): Promise<RequesterFields> {
  const { department, site, vip, email } = input;
  const line = (text: string | undefined) => (text === undefined ? undefined : cleanLine(text));
  const [departmentRef, siteRef] = await Promise.all([
    department === undefined ? undefined : lookups.value('departments', department),
    site === undefined ? undefined : lookups.value('sites', site),
  ]);
  const fields = {
    name: line(input.name),
    email,
    employeeId: line(input.employee_id),
    phone: line(input.phone),
    mobile: line(input.mobile),
    jobTitle: line(input.job_title),
    vip,
    department: departmentRef,
    site: siteRef,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
