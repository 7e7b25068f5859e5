import { z } from 'zod';

import { DATA_CENTERS } from '../../../common/data-center.js';
import { setupReportText, SetupReportView, setupReportView } from '../../views/setup-report.view.js';
import { defineSetupTool } from '../define-tool.js';

export const completeSetup = defineSetupTool({
  name: 'complete_setup',
  title: 'Complete the set-up',
  description: [
    "Hand over the grant token (the code that Zoho's console shows under Generate Code) and connect to ServiceDesk Plus with it. After that every tool works, without reconnecting.",
    'A grant token works once and for at most ten minutes: call this as soon as the person pastes it. When a token is refused, the answer says why and what to do; a new one replaces what is stored. check_auth_status gives the steps and the scope string.',
  ].join('\n'),
  toolsets: ['all'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: [],
  input: z.strictObject({
    grant_token: z.string().trim().min(1).max(8_000).describe('The code from the console, such as 1000.abc….def…'),
    data_center: z.enum(DATA_CENTERS).optional().describe('Where the account is, when it is not the default'),
    portal: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, 'Must be the name that stands after /app/ in the address')
      .optional()
      .describe('Name after /app/ in the address of ServiceDesk Plus, when it is not the default portal'),
  }),
  output: SetupReportView,

  async handler({ grant_token: code, data_center: dataCenter, portal }, { setup }) {
    return setupReportView(
      await setup.complete({
        code,
        ...(dataCenter === undefined ? {} : { dataCenter }),
        ...(portal === undefined ? {} : { portal }),
      }),
    );
  },

  markdown: setupReportText,
});
