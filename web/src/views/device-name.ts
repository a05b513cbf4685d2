// In this order: most browsers name others too.
const BROWSERS = [
  ['Edge', /Edg(?:e|A|iOS)?\//u],
  ['Opera', /OPR\//u],
  ['Yandex', /YaBrowser\//u],
  ['Firefox', /Firefox\/|FxiOS\//u],
  ['Chrome', /Chrome\/|CriOS\//u],
  ['Safari', /Safari\//u],
] as const;
const SYSTEMS = [
  ['iOS', /iPhone|iPad/u],
  ['Android', /Android/u],
  ['Windows', /Windows/u],
  ['macOS', /Macintosh/u],
  ['Linux', /Linux/u],
] as const;

/** "Firefox · Linux", as far as the browser says; undefined when nothing is recognised. */
export function deviceName(userAgent: string): string | undefined {
  const parts = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(userAgent))?.[0]);
  return parts.filter(Boolean).join(' · ') || undefined;
}
