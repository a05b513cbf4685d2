export interface ExcerptPart {
  text: string;
  found: boolean;
}

/** What stands between U+E000 and U+E001 was found. */
export function excerptParts(excerpt: string): ExcerptPart[] {
  const pieces = excerpt.split(/([\u{E000}\u{E001}])/u);
  const parts: ExcerptPart[] = [];
  let found = false;
  for (const text of pieces) {
    if (text === '\u{E000}' || text === '\u{E001}') found = text === '\u{E000}';
    else if (text !== '') parts.push({ text, found });
  }
  return parts;
}
