import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Choice } from './choice.js';
import { chooseDensity, chosenDensity, type Density, onDensityElsewhere } from './density.js';
import { useChosen } from './use-chosen.js';

export function DensityChoice(): ReactNode {
  const { i18n } = useLingui();
  const [density, choose] = useChosen({ read: chosenDensity, choose: chooseDensity, onElsewhere: onDensityElsewhere });
  const options: { value: Density; label: string }[] = [
    { value: 'comfortable', label: i18n._('density.comfortable') },
    { value: 'compact', label: i18n._('density.compact') },
  ];
  return <Choice legend={i18n._('settings.density')} options={options} chosen={density} onChoose={choose} />;
}
