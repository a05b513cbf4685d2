// What a page and the service worker agree on about a notification of the system.
import type { PushPayload } from '../../../src/contract/push.js';

/** Which message it is of, and of how many it tells; kept with the notification. */
export interface CardData {
  channelId: string;
  seq: number;
  count: number;
}

export interface Card extends Pick<CardData, 'channelId' | 'seq'> {
  sender: string;
  /** Where it was said; null in a conversation of two. */
  place: string | null;
  body: string;
  language: string;
  icon: string;
  /** It is to the person: shown anew where it replaces an older one, not silently. */
  loud: boolean;
  /** A page that shows it makes a sound of its own. */
  silent: boolean;
}

export const APP_ICON = '/icons/icon-192.png';

/** Of a channel one is shown, with the newest message and how many there are. */
export const tagOf = (channelId: string): string => `channel:${channelId}`;

/** Where the message is. */
export const addressOf = ({ channelId, seq }: Pick<CardData, 'channelId' | 'seq'>): string =>
  `/c/${channelId}?message=${seq}`;

/** What `showNotification` is given; named here, because tests without a browser know no NotificationOptions. */
interface CardOptions extends Pick<Card, 'icon' | 'silent'> {
  body: string;
  badge: string;
  tag: string;
  renotify: boolean;
  data: CardData;
}

/** @param before what is shown of this channel now, which the new one takes the place of */
export function noticeOf(card: Card, before: CardData | undefined): { title: string; options: CardOptions } {
  const { channelId, seq, sender, place, body, icon, loud, silent, language } = card;
  // A page and a push may tell of the same message.
  const count = (before?.count ?? 0) + Number(before?.seq !== seq);
  const data: CardData = { channelId, seq, count };
  const one = place === null ? sender : `${sender} · ${place}`;
  return {
    title: count === 1 ? one : `${place ?? sender} · ${newMessages(count, language)}`,
    options: {
      ...{ icon, badge: '/icons/badge-96.png', tag: tagOf(channelId), renotify: loud, silent, data },
      body: count > 1 && place !== null ? `${sender}: ${body}` : body,
    },
  };
}

/** The few words of a notification that no page of ours makes. */
const WORDS = {
  en: { general: 'General', message: 'New message', files: 'Files', one: 'new message', many: 'new messages' },
  ru: {
    ...{ general: 'Общий', message: 'Новое сообщение', files: 'Файлы' },
    ...{ one: 'новое сообщение', few: 'новых сообщения', many: 'новых сообщений' },
  },
} as const;

export function cardOf({ channelId, seq, kind, sender, channelName, text, language }: PushPayload): Card {
  const words = wordsOf(language);
  return {
    ...{ channelId, seq, icon: APP_ICON, loud: kind !== 'message', silent: false },
    ...{ sender, language, place: channelName === '' ? words.general : channelName },
    body: text === '' ? words.files : (text ?? words.message),
  };
}

function newMessages(count: number, language: string): string {
  const words: { one: string; few?: string; many: string } = wordsOf(language);
  const form = new Intl.PluralRules(language).select(count);
  return `${count} ${form === 'one' ? words.one : (form === 'few' && words.few) || words.many}`;
}

const wordsOf = (language: string): typeof WORDS.ru | typeof WORDS.en => (language === 'ru' ? WORDS.ru : WORDS.en);
