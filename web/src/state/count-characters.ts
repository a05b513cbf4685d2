/** Unicode code points, as the server counts them. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
