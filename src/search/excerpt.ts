const [START, END] = ['\u{E000}', '\u{E001}'];
const LENGTH = 160;
/** How much is shown before what was found. */
const LEAD = 40;

/**
 * The part of a text around the first of what was looked for, at most about 160 characters on one line; all that was found
 * in it stands between U+E000 and U+E001. The beginning of the text where none of it is found. Each term is looked for to
 * the first time that it is found, and beyond that only within the part that is shown.
 */
export function excerptOf(body: string, terms: readonly string[]): string {
  const text = [
    ...body
      .normalize('NFC')
      .replace(/[\u{E000}\u{E001}]/gu, '')
      .replace(/\s+/gu, ' '),
  ];
  const { haystack, owner, needles } = foldedOf(text, terms);
  const first = owner[Math.min(...needles.map(({ at }) => at))] ?? 0;
  const start = first > LEAD && text.length > LENGTH ? Math.min(first - LEAD, text.length - LENGTH) : 0;
  const end = Math.min(text.length, start + LENGTH);
  const found = new Array<boolean>(text.length).fill(false);
  for (const { needle, at: firstAt } of needles) {
    for (let at = firstAt; at >= 0 && (owner[at] ?? end) < end; at = haystack.indexOf(needle, at + needle.length)) {
      found.fill(true, owner[at], (owner[at + needle.length - 1] ?? 0) + 1);
    }
  }
  let excerpt = start > 0 ? '…' : '';
  for (let place = start; place < end; place++) {
    const isFound = found[place] === true;
    if (isFound && (place === start || !found[place - 1])) excerpt += START;
    excerpt += text[place] ?? '';
    if (isFound && (place === end - 1 || !found[place + 1])) excerpt += END;
  }
  return end < text.length ? `${excerpt}…` : excerpt;
}

/** The folded text, to which character each UTF-16 unit of it belongs, and where each term that is in it is found first. */
function foldedOf(text: string[], terms: readonly string[]) {
  const fold = folder();
  const owner: number[] = [];
  let haystack = '';
  for (const [place, character] of text.entries()) {
    const part = fold(character);
    haystack += part;
    for (let unit = 0; unit < part.length; unit++) owner.push(place);
  }
  const needles = terms
    .map((term) => [...term].map(fold).join(''))
    .filter((needle) => needle !== '')
    .map((needle) => ({ needle, at: haystack.indexOf(needle) }))
    .filter(({ at }) => at >= 0);
  return { haystack, owner, needles };
}

/** Folds a character as the databases do: without case, Latin letters without their marks. */
function folder(): (character: string) => string {
  const known = new Map<string, string>();
  return (character) => {
    let folded = known.get(character);
    if (folded === undefined) {
      const apart = character.toLowerCase().normalize('NFD');
      folded = apart.replace(/^[\u0300-\u036f]+|(?<=[a-z])[\u0300-\u036f]+/gu, '').normalize('NFC');
      known.set(character, folded);
    }
    return folded;
  };
}
