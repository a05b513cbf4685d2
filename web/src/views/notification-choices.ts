import { keepChoice, readChoice } from '../stored-choice.js';

/** How this device tells of messages, by the name under which the choice is kept, and how it is until somebody chooses. */
const CHOICES = { shown: 'off', sound: 'on', text: 'on' } as const;
export type NotificationChoice = keyof typeof CHOICES;

const keyOf = (choice: NotificationChoice): string => `veche.notifications.${choice}`;

export function isChosen(choice: NotificationChoice): boolean {
  return (readChoice(keyOf(choice), ['on', 'off']) ?? CHOICES[choice]) === 'on';
}

export function choose(choice: NotificationChoice, on: boolean): void {
  keepChoice(keyOf(choice), on ? 'on' : 'off');
}

const OFFERED = 'veche.notifications.offered';

/** A person is asked once whether they want notifications; the settings are there for the rest. */
export function wasOffered(): boolean {
  return readChoice(OFFERED, ['yes']) === 'yes';
}

export function setOffered(): void {
  keepChoice(OFFERED, 'yes');
}
