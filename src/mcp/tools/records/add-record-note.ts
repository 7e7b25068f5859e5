import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { inline } from '../../text/markdown.js';
import { defineSdpTool, type SdpTool } from '../define-tool.js';
import { idempotencyKey, longText } from '../params.js';
import { recordId } from './record-params.js';
import { idParamOf, type RecordToolset } from './record-toolset.js';

const Added = z.object({ number: z.string(), id: z.string(), note_id: z.string() });

/** The tool that adds a note to a record of a module. Such notes have no readers to choose and tell nobody. */
export function addRecordNote(toolset: RecordToolset): SdpTool {
  const { module, parent } = toolset;
  const { noun, entity, collection } = module;
  const refOf = (input: Readonly<Record<string, unknown>>) => String(input[idParamOf(toolset)]);
  const htmlOf = (input: Readonly<Record<string, unknown>>) => htmlFromText(String(input['note_content']));
  return defineSdpTool({
    name: `add_${entity}_note`,
    title: `Add a note to a ${noun}`,
    description: `Add a note to a ${noun}. Those who can see the ${noun} can read it; nobody is told. For a note on a request, use add_note.`,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    scopes: [`${toolset.scope}.CREATE`],
    operations: [`${collection}.notes.add`, `${collection}.notes.list`],
    input: z.strictObject({ ...recordId(toolset), note_content: longText('Text of the note'), idempotencyKey }),
    output: Added,

    async handler(input, { sdp }) {
      const ref = await sdp.parents.resolve(parent, refOf(input));
      const note = await sdp.recordNotes.add(ref, htmlOf(input));
      return { number: ref.displayId, id: ref.id, note_id: note.id };
    },

    write: {
      keep: ({ number, id, note_id }) => ({ number, id, note_id }),
      restore: async (kept) => Added.parse(kept),
      async find(input, { sdp }, sentAt) {
        const ref = await sdp.parents.resolve(parent, refOf(input));
        const found = await sdp.recordNotes.findAdded(ref, htmlOf(input), sentAt);
        return found && { number: ref.displayId, id: ref.id, note_id: found.id };
      },
    },
    markdown: ({ number, id, note_id }) => `Added a note to ${noun} ${inline(number)} (id ${id}, note ${note_id}).`,
  });
}
