import { z } from 'zod';

import { setupReportText, SetupReportView, setupReportView } from '../../views/setup-report.view.js';
import { defineSetupTool } from '../define-tool.js';
import { facts, inline, paragraphs } from '../../text/markdown.js';

const Verified = z.object({
  ok: z.boolean(),
  technician: z.string().optional(),
  message: z.string(),
  resolution: z.string().optional(),
});

export const checkAuthStatus = defineSetupTool({
  name: 'check_auth_status',
  title: 'Check the connection',
  description: [
    'Say whether this connection to ServiceDesk Plus is set up, who it acts as, which scopes it has, and what is left to do: when something is missing, the numbered steps with the exact scope string.',
    'With verify: true one real call to ServiceDesk Plus is made as well. Works without set-up. To finish the set-up, use complete_setup.',
  ].join('\n'),
  toolsets: ['all'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: [],
  input: z.strictObject({
    verify: z.boolean().default(false).describe('true: make one real call to ServiceDesk Plus'),
  }),
  output: SetupReportView.extend({ verified: Verified.optional() }),

  async handler({ verify }, { setup }) {
    const report = await setup.status();
    if (!verify || report.status !== 'ready') return setupReportView(report);
    const { ok, technician, message, resolution } = await setup.validate();
    return {
      ...setupReportView(report),
      verified: {
        ok,
        message,
        ...(technician && {
          technician: technician.email ? `${technician.name} (${technician.email})` : technician.name,
        }),
        ...(resolution === undefined ? {} : { resolution }),
      },
    };
  },

  markdown({ verified, ...report }) {
    return paragraphs(
      setupReportText(report),
      verified &&
        paragraphs(
          `${verified.message}${verified.resolution === undefined ? '' : ` ${verified.resolution}`}`,
          facts([['Acts as', verified.technician === undefined ? undefined : inline(verified.technician)]]),
        ),
    );
  },
});
