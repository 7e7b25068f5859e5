import { withoutUnseen } from '../../common/text/unseen.js';

/**
 * A name from the portal as it may stand in an error's text: one line, bounded, without characters that mark
 * up or steer. Such names are written by administrators and by people outside, and are read by models.
 *
 * @param most characters
 */
export function shownName(name: string, most = 60): string {
  const line = withoutUnseen(name.slice(0, 1_000).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '))
    .replaceAll(/[<>`[\]{}|*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, most).join('');
}
