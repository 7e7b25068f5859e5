import { withoutUnseen } from '../../common/text/unseen.js';

/**
 * A name from the portal's set-up as it may stand in an error's text: one line, bounded, without characters that mark
 * up or steer. Such names are written by administrators, yet read by models.
 */
export function shownName(name: string): string {
  const line = withoutUnseen(name.slice(0, 1_000).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '))
    .replaceAll(/[<>`[\]{}|*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, 60).join('');
}
