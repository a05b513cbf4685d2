import { useLingui } from '@lingui/react';
import { Flag, Hand, Hash, Lightbulb, type LucideIcon, PawPrint, Pizza, Plane, Smile, Volleyball } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface EmojiGroup {
  group: number;
  icon: LucideIcon;
  /** Id of its name. */
  name: string;
}

export const GROUPS: readonly [EmojiGroup, ...EmojiGroup[]] = [
  { group: 0, icon: Smile, name: /*i18n*/ 'emoji.group.smileys' },
  { group: 1, icon: Hand, name: /*i18n*/ 'emoji.group.people' },
  { group: 3, icon: PawPrint, name: /*i18n*/ 'emoji.group.nature' },
  { group: 4, icon: Pizza, name: /*i18n*/ 'emoji.group.food' },
  { group: 5, icon: Plane, name: /*i18n*/ 'emoji.group.travel' },
  { group: 6, icon: Volleyball, name: /*i18n*/ 'emoji.group.activities' },
  { group: 7, icon: Lightbulb, name: /*i18n*/ 'emoji.group.objects' },
  { group: 8, icon: Hash, name: /*i18n*/ 'emoji.group.symbols' },
  { group: 9, icon: Flag, name: /*i18n*/ 'emoji.group.flags' },
];

interface EmojiGroupsProps {
  chosen: EmojiGroup;
  onChoose: (group: EmojiGroup) => void;
}

/** Radio buttons, so that arrows and screen readers work by themselves. */
export function EmojiGroups({ chosen, onChoose }: EmojiGroupsProps): ReactNode {
  const { i18n } = useLingui();
  const name = useId();
  return (
    <fieldset className="grid grid-cols-9">
      <legend className="sr-only">{i18n._('emoji.groups')}</legend>
      {GROUPS.map((one) => (
        <label
          key={one.group}
          title={i18n._(one.name)}
          className="flex h-11 min-w-0 cursor-pointer items-center justify-center rounded-lg text-quiet hover:bg-hover has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            aria-label={i18n._(one.name)}
            checked={one === chosen}
            onChange={() => {
              onChoose(one);
            }}
          />
          <one.icon aria-hidden className="size-5" />
        </label>
      ))}
    </fieldset>
  );
}
