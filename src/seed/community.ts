import type { Looks } from './portraits.js';

export interface Resident {
  username: string;
  /** A first name alone: nobody real is meant. */
  name: string;
  bio: string;
  status: string;
  /** How the picture looks, or the name of a painted one; null for those who show none. */
  picture: Looks | string | null;
}

export interface Circle {
  key: string;
  name: string;
  topic: string;
  visibility: 'public' | 'private';
  owner: string;
  moderators: string[];
  members: string[];
  /** The name of a painted picture. */
  picture: string | null;
  archived?: true;
}

const looks = (skin: number, hair: Looks['hair'], tone: string, wear: string, more: Partial<Looks> = {}): Looks => ({
  ...{ skin, hair, tone, wear, behind: '#dbe7e4', glasses: false, beard: false },
  ...more,
});

const resident = (
  username: string,
  name: string,
  picture: Resident['picture'],
  [status = '', bio = '']: string[] = [],
): Resident => ({ username, name, picture, status, bio });

/** The first of them is the administrator. */
export const RESIDENTS: readonly Resident[] = [
  resident('vera', 'Vera', looks(1, 'bun', '#5a3422', '#b4533c', { behind: '#f0d9b5' }), [
    'At the town hall till noon',
    'Chair of the Bell Lane association.\nКофе, протоколы и компромиссы.',
  ]),
  resident('tom', 'Tom', looks(0, 'short', '#b5652b', '#2f6f73', { beard: true, behind: '#cfe3ea' }), [
    'Sawdust everywhere',
    'I keep the workshop keys. If it squeaks, I want to see it.',
  ]),
  resident('lida', 'Лида', looks(1, 'long', '#2b1d16', '#5d7f3f', { behind: '#dfe9c9' }), [
    'На грядках',
    'Сад, семена, компост. Отвечаю вечером.',
  ]),
  resident('ivan', 'Иван', looks(0, 'bald', '#777', '#3c5a86', { beard: true, glasses: true, behind: '#d8dfeb' }), [
    '',
    'Пою баритоном, чиню радиоприёмники.',
  ]),
  resident('grace', 'Grace', looks(4, 'curly', '#1b1412', '#d0873c', { behind: '#f3dcc0' }), [
    'Counting coins 🪙',
    'Treasurer. Receipts, please!',
  ]),
  resident('omar', 'Omar', looks(3, 'short', '#15110f', '#43699c', { beard: true, behind: '#cfdcee' }), [
    'خبز طازج كل صباح',
    'Baker at number 9. Bread, bikes, bad puns.',
  ]),
  resident('nadia', 'Nadia', looks(2, 'long', '#6b3d22', '#8a4f7d', { glasses: true, behind: '#ead9e6' }), [
    'Repair café on Saturday',
    'Electronics, soldering, patience.',
  ]),
  resident('oleg', 'Олег', 'lake', ['В походе до воскресенья', 'Велосипед круглый год.']),
  resident('ines', 'Inês', looks(2, 'bun', '#3a2418', '#c2564b', { behind: '#f1d5cf' }), [
    '',
    'Ceramics and slow soup.',
  ]),
  resident('hugo', 'Hugo', looks(0, 'curly', '#d0a24c', '#4d7a5b', { behind: '#d8e6d5' }), [
    'Rewinding a film',
    'Projectionist of the barn cinema.',
  ]),
  resident('marina', 'Марина', looks(0, 'short', '#8c5a2e', '#326b8c', { behind: '#d3e4ee' }), [
    'Репетиция в семь',
    'Дирижирую хором. Ноты — в файлах группы.',
  ]),
  resident('pavel', 'Павел', looks(1, 'short', '#2a211c', '#6c5a9c', { glasses: true, behind: '#dddbea' }), [
    '',
    'Инженер, отец двоих.',
  ]),
  resident('june', 'June', 'quilt', ['Quilting', 'Threads, patches, jam.']),
  resident('sam', 'Sam', looks(4, 'bald', '#111', '#7c8a3c', { behind: '#e6e6c9' }), [
    '',
    'Bees on the roof of number 4.',
  ]),
  resident('katya', 'Катя', looks(0, 'curly', '#a3492b', '#2f7d6b', { behind: '#d2e8e1' }), [
    'Учу португальский',
    'Рисую афиши и карты района.',
  ]),
  resident('arthur', 'Arthur', null, ['Slow replies', 'Retired surveyor. I have a map for that.']),
  resident('галина', 'Галина', looks(0, 'bun', '#bdb7b0', '#9c4a5b', { glasses: true, behind: '#eed7dc' }), [
    '',
    'Библиотека вещей, полка за полкой.',
  ]),
  resident('milo', 'Milo', looks(3, 'curly', '#231712', '#d3a23a', { behind: '#f5e6bf' }), [
    '🎸',
    'Plays anything with strings.',
  ]),
  resident('timur', 'Тимур', looks(2, 'short', '#17120f', '#3f7f8f', { behind: '#cfe5e9' }), [
    'На связи',
    '3D-печать, лазер, чай.',
  ]),
  resident('rosa', 'Rosa', 'dusk', ['', 'Takes pictures before breakfast.']),
  resident('yusuf', 'Yusuf', looks(3, 'short', '#0f0c0b', '#5c8a4b', { behind: '#d9e7d2' }), [
    '',
    'New at number 12. Hello!',
  ]),
  resident('anton', 'Антон', null, ['', '']),
  resident('bea', 'Bea', looks(1, 'long', '#e0b96a', '#4f6fa8', { behind: '#d6deef' }), [
    'Studying',
    'Number 7, third floor, cat.',
  ]),
  resident('zhenya', 'Женя', null, ['', 'Недавно переехали. Ищем няню и хорошего столяра.']),
];

const circle = (
  key: string,
  about: Pick<Circle, 'name' | 'topic' | 'visibility' | 'picture'>,
  owner: string,
  moderators: string,
  members: string,
): Circle => ({ key, ...about, owner, moderators: words(moderators), members: words(members) });

const words = (text: string): string[] => text.split(' ').filter(Boolean);

export const CIRCLES: readonly Circle[] = [
  circle(
    'workshop',
    {
      name: 'Workshop · Мастерская',
      topic: 'Tools, wood, the 3D printer. Ключ у Тома',
      visibility: 'public',
      picture: 'shelf',
    },
    'tom',
    'nadia timur',
    'vera ivan pavel ines arthur milo yusuf zhenya katya june',
  ),
  circle(
    'garden',
    {
      name: 'Сад и огород',
      topic: 'Что посадить, что полить, кто забирает кабачки',
      visibility: 'public',
      picture: 'beds',
    },
    'lida',
    'sam',
    'vera grace june rosa галина omar bea katya ines',
  ),
  circle(
    'repair',
    {
      name: 'Repair café',
      topic: 'Every Saturday, 10–14, at the old fire station',
      visibility: 'public',
      picture: 'chart',
    },
    'nadia',
    'ivan',
    'tom vera pavel timur галина june arthur yusuf',
  ),
  circle(
    'choir',
    {
      name: 'Хор «Колокол»',
      topic: 'Репетиции по вторникам и четвергам в 19:00',
      visibility: 'private',
      picture: 'night',
    },
    'marina',
    'ivan',
    'milo галина vera hugo ines',
  ),
  circle(
    'rides',
    {
      name: 'Bike trips · Велопрогулки',
      topic: 'Slow up the hill, cake at the top',
      visibility: 'public',
      picture: 'peaks',
    },
    'oleg',
    'omar',
    'vera rosa tom katya bea anton milo pavel',
  ),
  circle(
    'films',
    { name: 'Barn cinema', topic: 'Fridays after dusk. Bring a blanket', visibility: 'public', picture: 'dusk' },
    'hugo',
    '',
    'vera ines milo june katya bea rosa sam',
  ),
  circle(
    'council',
    {
      name: 'Council · Совет',
      topic: 'Agenda, minutes, money. Повестка до пятницы',
      visibility: 'private',
      picture: null,
    },
    'vera',
    'grace',
    'tom lida ivan omar nadia',
  ),
  circle(
    'playground',
    {
      name: 'Новая площадка',
      topic: 'Строим вместе: чертежи, смета, субботники',
      visibility: 'private',
      picture: 'plan',
    },
    'pavel',
    'katya',
    'vera tom zhenya grace anton',
  ),
  {
    ...circle(
      'fair',
      { name: 'Spring fair', topic: 'It is over, and it was lovely', visibility: 'public', picture: 'meadow' },
      'vera',
      '',
      'june omar ines lida grace hugo',
    ),
    archived: true,
  },
];
