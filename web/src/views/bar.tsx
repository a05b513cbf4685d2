import type { ReactNode } from 'react';

interface BarProps {
  text: string;
  children: ReactNode;
}

/** A line above everything that says something and offers to do it; nothing is covered by it. */
export function Bar({ text, children }: BarProps): ReactNode {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 border-b border-line bg-accent-soft px-4 py-1 pt-[max(0.25rem,env(safe-area-inset-top))] text-center text-sm text-ink">
      <span className="py-2">{text}</span>
      <span className="flex flex-wrap justify-center gap-x-2">{children}</span>
    </div>
  );
}

interface BarButtonProps {
  main?: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function BarButton({ main = false, onClick, children }: BarButtonProps): ReactNode {
  const look = main ? 'font-semibold text-accent underline underline-offset-2' : 'text-quiet hover:text-ink';
  return (
    <button type="button" className={`min-h-11 rounded-lg px-3 ${look}`} onClick={onClick}>
      {children}
    </button>
  );
}
