// What a page and the service worker agree on about a notification of the system.
import type { PushPayload } from '../../../src/contract/push.js';

/** Which message it is of; kept with the notification. */
export interface CardData {
  channelId: string;
  seq: number;
}

export interface Card extends CardData {
  title: string;
  body: string;
  icon: string;
  /** It is to the person: shown anew where it replaces an older one, not silently. */
  loud: boolean;
  /** A page that shows it makes a sound of its own. */
  silent: boolean;
}

export const APP_ICON = '/icons/icon-192.png';

/** Of a channel only the newest is shown. */
export const tagOf = (channelId: string): string => `channel:${channelId}`;

/** Where the message is. */
export const addressOf = ({ channelId, seq }: CardData): string => `/c/${channelId}?message=${seq}`;

export function titleOf(sender: string, channelName: string | null): string {
  return channelName === null ? sender : `${sender} · ${channelName}`;
}

/** What `showNotification` is given; named here, because tests without a browser know no NotificationOptions. */
interface CardOptions extends Pick<Card, 'body' | 'icon' | 'silent'> {
  badge: string;
  tag: string;
  renotify: boolean;
  data: CardData;
}

export function optionsOf({ channelId, seq, body, icon, loud, silent }: Card): CardOptions {
  const data: CardData = { channelId, seq };
  return { body, icon, badge: '/icons/badge-96.png', tag: tagOf(channelId), renotify: loud, silent, data };
}

/** The few words of a notification that no page of ours makes. */
const WORDS = {
  en: { general: 'General', message: 'New message', files: 'Files' },
  ru: { general: 'Общий', message: 'Новое сообщение', files: 'Файлы' },
} as const;

export function cardOf({ channelId, seq, kind, sender, channelName, text, language }: PushPayload): Card {
  const words = language === 'ru' ? WORDS.ru : WORDS.en;
  return {
    ...{ channelId, seq, icon: APP_ICON, loud: kind !== 'message', silent: false },
    title: titleOf(sender, channelName === '' ? words.general : channelName),
    body: text === '' ? words.files : (text ?? words.message),
  };
}
