/**
 * What names are compared by: compatibility forms and case are folded, so that "Straße", "STRASSE" and full-width
 * letters are one name. Upper case first, because some letters only meet there (ß and ss).
 */
export const usernameKey = (username: string): string =>
  username.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** Letters and digits of any script, joined by single dots, dashes or underscores. */
export const USERNAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{M}\p{N}]+)*$/u;
