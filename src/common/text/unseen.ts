/**
 * Characters a person does not see: zero-width and bidirectional controls, tag characters (U+E0000 and on), variation
 * selectors, fillers, private use, lone surrogates and noncharacters. They can carry text that only a model reads.
 */
const UNSEEN =
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u115f\u1160\u2800\u3164]/gu;

/** Control characters but tab and line feed. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** The text without what no screen shows. Tabs and line feeds stay. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '').replace(CONTROLS, '');
}
