import type { ReactNode } from 'react';
import type { Candidate } from './candidate.js';
import type { Completion } from './use-completion.js';
import { useInView } from './use-in-view.js';

type CompletionListProps = Pick<Completion, 'label' | 'found' | 'at' | 'take'> & { id: string };

/** What fits that which was begun, above the field. The focus stays in the field. */
export function CompletionList({ id, label, found, at, take }: CompletionListProps): ReactNode {
  if (found.length === 0) return null;
  return (
    // No higher than the room above the form, which is at the window's foot: 100% is the form's height.
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute bottom-full left-3 z-20 mb-1 max-h-[min(20rem,calc(100dvh-100%-0.5rem))] w-[min(22rem,calc(100%-1.5rem))] overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-lg md:left-6"
    >
      {found.map((candidate, index) => (
        <Option
          key={candidate.text}
          id={`${id}-${index}`}
          candidate={candidate}
          active={index === at}
          onTake={() => {
            take(candidate);
          }}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  candidate: Candidate;
  active: boolean;
  onTake: () => void;
}

function Option({ id, candidate: { picture, label, note }, active, onTake }: OptionProps): ReactNode {
  const box = useInView(active);
  return (
    <div
      ref={box}
      id={id}
      role="option"
      aria-selected={active}
      className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-lg px-2 aria-selected:bg-accent-soft"
      onMouseDown={(event) => {
        // The field would lose the focus, and the list with it.
        event.preventDefault();
        onTake();
      }}
    >
      {picture}
      <bdi className="min-w-0 truncate font-medium">{label}</bdi>
      <span className="min-w-0 flex-1 truncate text-sm text-quiet">{note}</span>
    </div>
  );
}
