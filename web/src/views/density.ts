import { keepChoice, onChosenElsewhere, readChoice } from '../stored-choice.js';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

const KEY = 'veche.density';

export function chosenDensity(): Density {
  return readChoice(KEY, DENSITIES) ?? 'comfortable';
}

export function chooseDensity(density: Density): void {
  keepChoice(KEY, density);
  document.documentElement.dataset['density'] = density;
}

/** The first is set by public/theme.js before the first paint; this follows other tabs. @returns the way to stop */
export const onDensityElsewhere = (tell: () => void): (() => void) => onChosenElsewhere(KEY, tell);

export function followDensity(): void {
  onDensityElsewhere(() => {
    document.documentElement.dataset['density'] = chosenDensity();
  });
}
