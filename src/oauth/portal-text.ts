/** The portal's name in what a person pasted: the name itself, or an address of ServiceDesk Plus that holds it. */
export function portalFrom(pasted: string): string {
  const text = pasted.trim();
  return /\/app\/([^/?#\s]+)/.exec(text)?.[1] ?? text;
}
