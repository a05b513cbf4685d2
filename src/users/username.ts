/**
 * What names are compared by: compatibility forms and case are folded, so that "Straße", "STRASSE" and full-width
 * letters are one name. Upper case first, because some letters only meet there (ß and ss).
 */
export const usernameKey = (username: string): string =>
  username.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** Nobody's name: `@all` names everybody in a channel. */
export const EVERYBODY = 'all';

/**
 * Letters and digits of any script, joined by single dots, dashes or underscores; at most three marks on a letter, and
 * nothing that is not seen (some fillers count as letters).
 */
export const USERNAME =
  /^(?!.*\p{Default_Ignorable_Code_Point})(?!.*\p{M}{4})[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{M}\p{N}]+)*$/u;

/** Something to see, and nothing that turns the direction of what is written around it. */
export const DISPLAY_NAME =
  /^(?!.*\p{Bidi_Control})(?=.*[\p{L}\p{N}\p{P}\p{S}])(?!\p{Default_Ignorable_Code_Point}+$)/u;
