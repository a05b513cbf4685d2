const STEP = 1024;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "2.3 MB". Steps of 1024, as the limits are counted; what is smaller than a kilobyte is a part of one. */
export function sizeText(locale: string, bytes: number): string {
  const steps = Math.min(Math.max(1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP))), UNITS.length - 1);
  const value = bytes / STEP ** steps;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  const unit = UNITS[steps] ?? 'byte';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    Math.max(value, bytes > 0 ? 0.1 : 0),
  );
}

export function percentText(locale: string, fraction: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}
