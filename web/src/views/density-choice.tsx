import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { Choice } from './choice.js';
import { chooseDensity, chosenDensity, type Density, onDensityElsewhere } from './density.js';

export function DensityChoice(): ReactNode {
  const { i18n } = useLingui();
  const [density, setDensity] = useState(chosenDensity);
  useEffect(
    () =>
      onDensityElsewhere(() => {
        setDensity(chosenDensity());
      }),
    [],
  );
  const options: { value: Density; label: string }[] = [
    { value: 'comfortable', label: i18n._('density.comfortable') },
    { value: 'compact', label: i18n._('density.compact') },
  ];
  const choose = (next: Density): void => {
    chooseDensity(next);
    setDensity(next);
  };
  return <Choice legend={i18n._('settings.density')} options={options} chosen={density} onChoose={choose} />;
}
