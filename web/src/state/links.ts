export type TextPart = { text: string; href: string | null };

const WEB_ADDRESS = /https?:\/\/[^\s<>"'`]+/giu;
const WEB_ADDRESS_HERE = new RegExp(`^${WEB_ADDRESS.source}`, 'iu');
/** Belongs to the sentence, not to the address. */
const SENTENCE_END = /[.,:;!?…»”’]+$/u;

/** Cuts a text into plain parts and web addresses. Only http and https become links; joined together it is the same text. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(WEB_ADDRESS)) {
    const address = trimmed(found);
    const href = webAddress(address);
    if (href === null) continue;
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** The web address that a text begins with. */
export function addressAt(text: string): string | null {
  const found = WEB_ADDRESS_HERE.exec(text)?.[0];
  const address = found === undefined ? '' : trimmed(found);
  return webAddress(address) === null ? null : address;
}

function trimmed(found: string): string {
  const address = found.replace(SENTENCE_END, '');
  const closed = address.endsWith(')') && !address.includes('(');
  return closed ? trimmed(address.slice(0, -1)) : address;
}

/** Where in this client a web address leads: to a chat, to a message there, into a group; null when it leads elsewhere. */
export function placeIn(origin: string, href: string): string | null {
  const url = new URL(href);
  const { pathname, search, hash } = url;
  return url.origin === origin && /^\/(?:c\/[^/]+|invite)$/.test(pathname) ? pathname + search + hash : null;
}

/** A whole text as the web address that it is. */
export function webAddress(address: string): string | null {
  return /^https?:\/\//iu.test(address) && URL.canParse(address) ? new URL(address).href : null;
}
