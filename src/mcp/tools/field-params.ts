import { z } from 'zod';

import { dateWords, longText, mail, named, requester, shortText, technician, timeZone, udfFields } from './params.js';

/** The fields of a request that can be written; the same in the tools that create and update. */
export const fieldParams = {
  description: longText('Description').optional(),
  status: named('Status').optional(),
  priority: named('Priority').optional(),
  urgency: named('Urgency').optional(),
  impact: named('Impact').optional(),
  level: named('Level').optional(),
  mode: named('Mode').optional(),
  request_type: named('Request type').optional(),
  category: named('Category').optional(),
  subcategory: named('Subcategory').optional(),
  item: named('Item').optional(),
  group: named('Support group').optional(),
  site: named('Site').optional(),
  requester: requester.optional(),
  requester_email: mail('The same as requester').optional(),
  technician: technician.optional(),
  technician_email: mail('The same as technician').optional(),
  technician_id: technician.describe('The same as technician').optional(),
  due_by: dateWords('Due time; a date alone is the end of that day').optional(),
  impact_details: shortText('Details of the impact').optional(),
  email_ids_to_notify: z.array(mail('Mail address')).max(20).optional().describe('Who is told by mail of changes'),
  udf_fields: udfFields.optional(),
  time_zone: timeZone,
};
