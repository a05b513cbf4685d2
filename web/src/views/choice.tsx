import { type ReactNode, useId } from 'react';

interface ChoiceProps<Value extends string> {
  legend: string;
  options: readonly { value: Value; label: string; lang?: string }[];
  chosen: string;
  onChoose: (value: Value) => void;
}

/** A few exclusive options side by side: radio buttons, so that arrows and screen readers work by themselves. */
export function Choice<Value extends string>({ legend, options, chosen, onChoose }: ChoiceProps<Value>): ReactNode {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{legend}</legend>
      <div className="flex flex-wrap gap-1 rounded-xl bg-hover p-1">
        {options.map(({ value, label, lang }) => (
          <label
            key={value}
            lang={lang}
            className="flex min-h-11 flex-1 cursor-pointer items-center justify-center rounded-lg px-3 text-center font-medium text-quiet has-checked:bg-raised has-checked:text-ink has-checked:shadow-xs has-checked:ring-1 has-checked:ring-edge/40 has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => {
                onChoose(value);
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
