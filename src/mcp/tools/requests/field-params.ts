import { z } from 'zod';

import { dateWords, longText, mail, named, requester, shortText, technician, timeZone, udfFields } from '../params.js';

/** The fields of a request that can be written; the same in the tools that create and update. */
export const fieldParams = {
  description: longText('Description').optional(),
  status: named('status').optional(),
  priority: named('priority').optional(),
  urgency: named('urgency').optional(),
  impact: named('impact').optional(),
  level: named('level').optional(),
  mode: named('mode').optional(),
  request_type: named('request type').optional(),
  category: named('category').optional(),
  subcategory: named('subcategory').optional(),
  item: named('item').optional(),
  group: named('support group').optional(),
  site: named('site').optional(),
  requester: requester.optional(),
  requester_email: mail('The same as requester').optional(),
  technician: technician.optional(),
  technician_email: mail('The same as technician').optional(),
  technician_id: technician.describe('The same as technician').optional(),
  due_by: dateWords('Due; a date means its end').optional(),
  impact_details: shortText('Details of the impact').optional(),
  email_ids_to_notify: z.array(mail('Mail address')).max(20).optional().describe('Who is told by mail of changes'),
  udf_fields: udfFields.optional(),
  time_zone: timeZone,
};
