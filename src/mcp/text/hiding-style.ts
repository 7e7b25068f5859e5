/** Declarations of a `style` attribute by property, in lower case and without white space; the last one counts. */
type Declarations = ReadonlyMap<string, string>;

/** Letters below this many pixels or points are not read by anybody. */
const SMALLEST_LETTERS = 2;
/** What is fainter than this is not seen. */
const FAINTEST = 0.05;

const NOTHING_LEFT: Readonly<Record<string, RegExp>> = {
  display: /^none$/,
  visibility: /^(?:hidden|collapse)$/,
  'mso-hide': /^all$/,
  'max-height': /^0(?:\D|$)/,
  'max-width': /^0(?:\D|$)/,
  color: /^(?:transparent|(?:rgb|hsl)a?\((?:(?:[^,]*,){3}|[^,/]*\/)0*(?:\.0*)?%?\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00)$/,
  clip: /^rect\((?:0(?:px)?[, ]?)+\)$/,
  'clip-path': /^(?:inset\((?:50|100)%|circle\(0|polygon\((?:0(?:px|%)?,?)+\))/,
  transform: /^scale(?:3d|x|y)?\(0*(?:\.0+)?[,)]/,
  'text-indent': /^-\d{3,}/,
  left: /^-\d{3,}/,
  right: /^-\d{3,}/,
  top: /^-\d{3,}/,
  bottom: /^-\d{3,}/,
  'margin-left': /^-\d{3,}/,
  'margin-top': /^-\d{3,}/,
};

/**
 * True when a style leaves nothing of the element to be seen. It knows the ways in which mails are written to say
 * one thing to people and another to programs; letters in the colour of the ground are not among them, because the
 * ground is often set elsewhere.
 */
export function hidesAll(style: string): boolean {
  if (style === '') return false;
  const declarations = declarationsOf(style);
  for (const [property, value] of declarations) {
    if (NOTHING_LEFT[property]?.test(value)) return true;
  }
  return tooFaint(declarations) || tooSmall(declarations) || emptyBox(declarations);
}

function declarationsOf(style: string): Declarations {
  const plain = style
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_escape, hex?: string, character?: string) =>
      hex === undefined ? (character ?? '') : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    )
    .toLowerCase();
  return new Map(
    plain.split(';').map((declaration) => {
      const colon = declaration.indexOf(':');
      const value = declaration.slice(colon + 1).replace(/!important\s*$/, '');
      return [declaration.slice(0, Math.max(0, colon)).trim(), value.replace(/\s+/g, '')] as const;
    }),
  );
}

function tooFaint(declarations: Declarations): boolean {
  const [, number, percent] = /^(\d*\.?\d+)(%?)/.exec(declarations.get('opacity') ?? '') ?? [];
  return number !== undefined && Number(number) / (percent === '%' ? 100 : 1) < FAINTEST;
}

function tooSmall(declarations: Declarations): boolean {
  const own = /^(\d*\.?\d+)(px|pt|em|rem|%)?$/.exec(declarations.get('font-size') ?? '');
  const shorthand = /(?:^|[a-z])(\d*\.?\d+)(px|pt|em|rem|%)?\//.exec(declarations.get('font') ?? '');
  const [, size, unit = 'px'] = own ?? shorthand ?? [];
  if (size === undefined) return false;
  const pixels = { em: 16, rem: 16, '%': 0.16 }[unit] ?? 1;
  return Number(size) * pixels < SMALLEST_LETTERS;
}

/** A box without height or width shows what flows over it, unless that is cut off. */
function emptyBox(declarations: Declarations): boolean {
  const overflow = `${declarations.get('overflow') ?? ''}${declarations.get('overflow-x') ?? ''}${declarations.get('overflow-y') ?? ''}`;
  return (
    /hidden|clip/.test(overflow) &&
    ['height', 'width'].some((side) => /^[01]?(?:\.\d+)?(?:px|pt|em|rem|%)?$/.test(declarations.get(side) ?? 'none'))
  );
}
