/**
 * A kind of trouble people write in about. Words in braces are filled per ticket: {host} {printer} {room} {floor}
 * {drive} {app} {colleague} {day} {time} {requester} {technician}. A blank line starts a paragraph.
 */
export interface Scenario {
  readonly subjects: readonly string[];
  readonly path: readonly [category: string, subcategory: string, item?: string];
  readonly group: string;
  /** Default: Incident. */
  readonly type?: 'Incident' | 'Request For Information' | 'Service Request';
  /** Default: Normal. */
  readonly urgency?: 'Low' | 'Normal' | 'High' | 'Urgent';
  /** Default: Affects User. */
  readonly impact?: 'Affects User' | 'Affects Group' | 'Affects Department' | 'Affects Business';
  /** Default: Default Request. */
  readonly template?: string;
  /** The first message, in variants. */
  readonly asks: readonly string[];
  /** Mail that follows, technician first and then by turns. */
  readonly talk: readonly string[];
  /** What technicians write for each other. */
  readonly notes: readonly string[];
  readonly resolution: string;
}
