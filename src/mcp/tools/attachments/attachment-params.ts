import type { SdpAttachment } from '../../../sdp-api/attachments/attachment.schema.js';
import { closestNames } from '../../../common/text/closest-names.js';
import { folded } from '../../../common/text/folded.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';

export const ATTACHMENT_TOOLSETS = [
  ...(['requests', 'problems', 'changes', 'releases', 'projects', 'tasks', 'solutions'] as const),
] as const;

/** The file an id or a name means; of several with one name the newest. @throws UnknownNameError */
export function attachmentNamed(all: readonly SdpAttachment[], wanted: string): SdpAttachment {
  const found =
    all.find(({ id }) => id === wanted) ?? all.findLast(({ name }) => folded(name ?? '') === folded(wanted));
  if (found) return found;
  const names = all.map(({ name }) => cleanLine(name ?? 'unnamed', 120));
  throw new UnknownNameError('attachment', wanted, closestNames(names, wanted), names);
}

/** A file's name without path, control characters and what systems do not take in names. */
export function cleanFileName(name: string): string {
  const last = cleanLine(name.replaceAll('\\', '/').split('/').at(-1) ?? '', 150);
  const clean = last
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '')
    .trim();
  return clean === '' ? 'file' : clean;
}
