/** What groups are found by: compatibility forms and case do not matter. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();
