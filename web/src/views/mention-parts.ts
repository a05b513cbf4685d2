/** Names as the server reads them out of a text: behind `@`, but not inside an address of mail. */
const NAME = /(?<![\p{L}\p{N}_@./-])@([\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{M}\p{N}]+)*)/gu;
export const EVERYBODY = 'all';

export interface Named {
  /** Usernames, in lower case, with the ids of the people. */
  people: ReadonlyMap<string, string>;
  all: boolean;
}

export const NOBODY: Named = { people: new Map(), all: false };

/** `userId` is the person a part names; 'all' stands for everybody; null is plain text. */
export interface MentionPart {
  text: string;
  userId: string | null;
}

/** Cuts a text at the names that the server found in it; every other `@word` stays plain. */
export function mentionParts(text: string, named: Named): MentionPart[] {
  const parts: MentionPart[] = [];
  let end = 0;
  for (const { 0: found, 1: name = '', index } of text.matchAll(NAME)) {
    const userId = whom(plainName(name), named);
    if (userId === undefined) continue;
    if (index > end) parts.push({ text: text.slice(end, index), userId: null });
    parts.push({ text: found, userId });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), userId: null });
  return parts;
}

/** Whether a text calls everybody, where its author may. */
export function namesEverybody(text: string): boolean {
  return [...text.matchAll(NAME)].some(([, name = '']) => plainName(name) === EVERYBODY);
}

/** Compared as the server compares usernames. */
export function plainName(username: string): string {
  return username.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

function whom(name: string, { people, all }: Named): string | undefined {
  return all && name === EVERYBODY ? EVERYBODY : people.get(name);
}
