import { Trans, useLingui } from '@lingui/react';
import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { Avatar } from './avatar.js';
import { matchesName } from './name-filter.js';

const SHOWN = 100;

interface PeoplePickerProps {
  /** Undefined while they are on their way. */
  people: readonly UserView[] | undefined;
  /** Given where several may be chosen; without it a press is the choice. */
  chosen?: ReadonlySet<string>;
  onPick: (user: UserView) => void;
  autoFocus?: boolean;
}

/** A list of people, narrowed by typing a part of a name. */
export function PeoplePicker({ people, chosen, onPick, autoFocus = false }: PeoplePickerProps): ReactNode {
  const { i18n } = useLingui();
  const [filter, setFilter] = useState('');
  const found = people?.filter((user) => matchesName(user, filter)) ?? [];
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-2">
      <input
        type="search"
        className="input"
        value={filter}
        aria-label={i18n._('people.filter')}
        placeholder={i18n._('people.filter')}
        data-autofocus={autoFocus || undefined}
        autoComplete="off"
        onChange={(event) => {
          setFilter(event.target.value);
        }}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (filter.trim() !== '' && first) onPick(first);
        }}
      />
      {found.length === 0 && (
        <p className="min-h-24 p-4 text-center text-quiet" role="status">
          {people ? <Trans id="people.none" /> : <Trans id="people.loading" />}
        </p>
      )}
      <ul className="-mx-1 flex max-h-72 min-h-24 flex-col overflow-y-auto px-1 empty:hidden">
        {found.slice(0, SHOWN).map((user) => (
          <li key={user.id}>
            <PickButton user={user} pressed={chosen?.has(user.id)} onPick={onPick} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PickButtonProps {
  user: UserView;
  pressed: boolean | undefined;
  onPick: (user: UserView) => void;
}

function PickButton({ user, pressed, onPick }: PickButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="row focus-inside"
      aria-pressed={pressed}
      onClick={() => {
        onPick(user);
      }}
    >
      <Avatar userId={user.id} user={user} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{user.displayName}</bdi>
        <span className="block truncate text-sm text-quiet">@{user.username}</span>
      </span>
      {pressed !== undefined && (
        <span
          aria-hidden
          className={`flex size-6 items-center justify-center rounded-full border ${pressed ? 'border-accent bg-accent text-on-accent' : 'border-edge'}`}
        >
          {pressed && <Check className="size-4" />}
        </span>
      )}
    </button>
  );
}
