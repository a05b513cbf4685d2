import { type ReactNode, useId } from 'react';

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, hint, on, disabled = false, onChange }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p id={`${id}-label`} className="font-medium">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-sm text-quiet">
          {hint}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        disabled={disabled}
        className="group flex h-11 w-14 shrink-0 items-center justify-center rounded-full disabled:opacity-60"
        onClick={() => {
          onChange(!on);
        }}
      >
        <span className="flex h-7 w-12 items-center rounded-full border border-edge bg-hover p-0.5 group-aria-checked:border-accent group-aria-checked:bg-accent">
          <span className="size-5.5 rounded-full bg-edge transition-transform group-aria-checked:translate-x-5 group-aria-checked:bg-on-accent" />
        </span>
      </button>
    </div>
  );
}
