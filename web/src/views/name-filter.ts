import type { UserView } from '../../../src/contract/views.js';

/** Whether what was typed is the beginning of a word in one of the names, or somewhere inside the username. */
export function matchesName({ displayName, username }: UserView, typed: string): boolean {
  const wanted = plain(typed).replace(/^@/u, '');
  if (wanted === '') return true;
  return plain(username).includes(wanted) || ` ${plain(displayName)}`.includes(` ${wanted}`);
}

/** Case does not matter, nor whether ё is written as е. */
function plain(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase().replaceAll('ё', 'е').trim();
}
