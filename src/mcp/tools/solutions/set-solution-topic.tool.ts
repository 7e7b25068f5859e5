import { z } from 'zod';

import { closestNames } from '../../../common/text/closest-names.js';
import { folded } from '../../../common/text/folded.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import type { SdpTopic, TopicFields } from '../../../sdp-api/solutions/topics.api.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline } from '../../text/markdown.js';
import { defineSdpTool } from '../define-tool.js';
import { named, shortText } from '../params.js';

export const setSolutionTopic = defineSdpTool({
  name: 'set_solution_topic',
  title: 'Set a topic of solutions',
  description:
    'Add a topic (folder) of the knowledge base, or with new_name or parent change the one of this name. A topic that is there already stays as it is. get_metadata with topics lists them.',
  toolsets: ['solutions'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  // It adds or changes, so neither CREATE nor UPDATE is always needed; SDP's refusal names the one that is.
  scopes: ['SDPOnDemand.solutions.READ'],
  operations: ['topics.list', 'topics.create', 'topics.get', 'topics.update'],
  input: z.strictObject({
    name: shortText('Name of the topic, one line'),
    new_name: shortText('What it is to be called from now on').optional(),
    parent: named('topic it stands under').optional(),
  }),
  output: z.object({
    id: z.string(),
    name: z.string(),
    parent: z.string().optional(),
    done: z.enum(['added', 'changed', 'unchanged']),
  }),

  async handler({ name, new_name: newName, parent }, { sdp }) {
    const topics = await sdp.topics.list();
    const present = topicNamed(topics, name);
    if (present && newName === undefined && parent === undefined) {
      return { id: present.id, name: cleanLine(present.name ?? name), done: 'unchanged' as const };
    }
    const fields: TopicFields = {
      ...((newName !== undefined || !present) && { name: cleanLine(newName ?? name) }),
      ...(parent !== undefined && { parentId: idOf(parent, topics) }),
    };
    const written = present
      ? await sdp.topics.update(present.id, fields)
      : await sdp.topics.add({ ...fields, name: cleanLine(newName ?? name) });
    return {
      id: written.id,
      name: cleanLine(written.name ?? newName ?? name),
      ...(written.parent?.name ? { parent: cleanLine(written.parent.name) } : {}),
      done: present ? ('changed' as const) : ('added' as const),
    };
  },

  markdown: ({ id, name, parent, done }) => {
    const what = { added: 'Added the topic', changed: 'Changed the topic', unchanged: 'There is this topic already:' }[
      done
    ];
    return `${what} ${inline(name)}${parent === undefined ? '' : `, under ${inline(parent)}`} (id ${id}).`;
  },
});

function topicNamed(topics: readonly SdpTopic[], text: string): SdpTopic | undefined {
  return topics.find(({ id, name }) => id === text || folded(name ?? '') === folded(text));
}

/** @throws UnknownNameError */
function idOf(text: string, topics: readonly SdpTopic[]): string {
  const found = topicNamed(topics, text);
  if (found) return found.id;
  const names = topics.map(({ name }) => cleanLine(name ?? '', 120));
  throw new UnknownNameError('topic', text, closestNames(names, text), names);
}
