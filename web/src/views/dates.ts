/** Formatters are dear to build; a page needs a handful. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  // English of where? The browser knows whether its person reads 14:20 or 2:20 PM.
  const locale = globalThis.navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

export function timeText(locale: string, iso: string): string {
  return format(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(iso));
}

/** The time alone, narrow enough for the edge of a row: what remains of "1:07 PM" is "1:07". */
export function clockText(locale: string, iso: string): string {
  const parts = format(locale, { hour: 'numeric', minute: '2-digit' }).formatToParts(new Date(iso));
  const kept = parts.filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value);
  return kept.join('').trim();
}

export function dateTimeText(locale: string, iso: string): string {
  return format(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function dateText(locale: string, iso: string): string {
  return format(locale, { dateStyle: 'long' }).format(new Date(iso));
}

/** As little as a list has room for: the time of today, the day of the six days before, else the date. */
export function shortText(locale: string, iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 0) return timeText(locale, iso);
  if (days < 7) return capital(format(locale, { weekday: 'short' }).format(date));
  const isThisYear = date.getFullYear() === now.getFullYear();
  return format(locale, isThisYear ? { day: 'numeric', month: 'short' } : { dateStyle: 'short' }).format(date);
}

/** A moment within a sentence: the time of today, with the day where it was in the six days before, else the date. */
export function momentText(locale: string, iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 0) return timeText(locale, iso);
  if (days < 7) return format(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(date);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return format(locale, isThisYear ? { day: 'numeric', month: 'short' } : { dateStyle: 'medium' }).format(date);
}

/** "Today", "Yesterday", or the date; the year only when it is another one. */
export function dayText(locale: string, iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capital(relative(locale).format(-days, 'day'));
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return capital(format(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(date));
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

function relative(locale: string): Intl.RelativeTimeFormat {
  const known = relatives.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  relatives.set(locale, known);
  return known;
}

/** Of the calendar: whether a night lies between. */
const daysBetween = (from: Date, to: Date): number => Math.round((midnight(to) - midnight(from)) / 86_400_000);

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
