import { type ReactNode, type TextareaHTMLAttributes, useId } from 'react';

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

export function TextArea({ label, hint, error, ...area }: TextAreaProps): ReactNode {
  const id = useId();
  // An error says what the hint said, and more.
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        rows={2}
        {...area}
        id={id}
        className="input py-2.5"
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={`text-sm wrap-anywhere ${error === undefined ? 'text-quiet' : 'text-danger'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
