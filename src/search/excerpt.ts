const [START, END] = ['\u{E000}', '\u{E001}'];
const LENGTH = 160;
/** How much is shown before what was found. */
const LEAD = 40;

/**
 * The part of a text around the first of what was looked for, at most about 160 characters on one line; all that was found
 * in it stands between U+E000 and U+E001. The beginning of the text where none of it is found.
 */
export function excerptOf(body: string, terms: readonly string[]): string {
  const text = [
    ...body
      .normalize('NFC')
      .replace(/[\u{E000}\u{E001}]/gu, '')
      .replace(/\s+/gu, ' '),
  ];
  const found = marksOf(text, terms);
  const first = found.indexOf(true);
  const start = first > LEAD && text.length > LENGTH ? Math.min(first - LEAD, text.length - LENGTH) : 0;
  const end = Math.min(text.length, start + LENGTH);
  let excerpt = start > 0 ? '…' : '';
  for (let place = start; place < end; place++) {
    const isFound = found[place] === true;
    if (isFound && (place === start || !found[place - 1])) excerpt += START;
    excerpt += text[place] ?? '';
    if (isFound && (place === end - 1 || !found[place + 1])) excerpt += END;
  }
  return end < text.length ? `${excerpt}…` : excerpt;
}

/** Which of the characters are part of a term. */
function marksOf(text: string[], terms: readonly string[]): boolean[] {
  const fold = folder();
  const folded = text.map(fold);
  // To which character each UTF-16 unit of the folded text belongs.
  const owner = folded.flatMap((part, place) => Array.from({ length: part.length }, () => place));
  const haystack = folded.join('');
  const found = new Array<boolean>(text.length).fill(false);
  for (const term of terms) {
    const needle = [...term].map(fold).join('');
    if (needle === '') continue;
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
      found.fill(true, owner[at], (owner[at + needle.length - 1] ?? 0) + 1);
    }
  }
  return found;
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
