import type { NestExpressApplication } from '@nestjs/platform-express';
import pLimit from 'p-limit';
import { v7 as uuid } from 'uuid';
import { Channel } from '../channels/channel.entity.js';
import { Membership } from '../channels/membership.entity.js';
import { validation } from '../common/validation.js';
import type { MyChannelView } from '../contract/views.js';
import { indexNewMessages } from '../database/search-index.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { Message } from '../messages/message.entity.js';
import { DraftDto } from '../messages/messages.dto.js';
import { type Dice, dice } from './dice.js';
import type { Stage } from './stage.js';

type Tell = (sentence: string) => void;

/** Rows of one statement: SQLite takes 32,766 parameters, a message has 16. */
const AT_ONCE = 1_000;
const AT_ONE_TIME = 16;
const EVERY_MS = 4 * 60_000;
const BEFORE_MS = 40 * 24 * 60 * 60_000;

/** Fills a group of its own with a long history, written in large batches. */
export async function addMessages(app: NestExpressApplication, stage: Stage, count: number, tell: Tell): Promise<void> {
  const [owner, ...others] = stage.everyone();
  if (!owner) return;
  const about = { name: 'Chronicle · Летопись', topic: 'Everything that was ever said', visibility: 'public' };
  const userIds = others.map(({ id }) => id);
  const { id: channelId, revision } = await owner.send<MyChannelView>('POST', '/groups', { ...about, userIds });
  const end = Date.now();
  const chance = dice('chronicle');
  let earlier: Message[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows: Message[] = [];
    for (let seq = from + 1; seq <= Math.min(from + AT_ONCE, count); seq++) {
      const place = { channelId, seq, revision: revision + seq, createdAt: end - (count - seq + 1) * EVERY_MS };
      rows.push(await anything(chance, [owner.id, ...userIds], place, earlier));
    }
    await app.get(WriteQueue).run((tx) => store(tx, rows), channelId);
    earlier = rows.slice(-20);
    if ((from + AT_ONCE) % (10 * AT_ONCE) === 0) tell(`${from + rows.length} of ${count} messages are written`);
  }
}

/** Puts the first person into so many groups, each with a word in it from before all the others; one in ten is unread. */
export async function addChannels(stage: Stage, count: number, tell: Tell): Promise<void> {
  stage.turnTo(Date.now() - BEFORE_MS);
  const [first, second] = stage.everyone();
  if (!first || !second) return;
  const turn = pLimit(AT_ONE_TIME);
  let made = 0;
  const make = async (number: number) => {
    const about = { name: `Table ${number} · Стол ${number}`, userIds: [first.id] };
    const { id } = await second.send<MyChannelView>('POST', '/groups', about);
    const body = `Table ${number} is laid.`;
    await second.send('POST', `/channels/${id}/messages`, { clientId: crypto.randomUUID(), body });
    if (number % 10 > 0) await first.send('PUT', `/channels/${id}/read`, { seq: 1 });
    if (++made % 250 === 0) tell(`${made} of ${count} groups are made`);
  };
  await Promise.all(Array.from({ length: count }, (_, i) => turn(() => make(i + 1))));
}

async function store({ manager }: Tx, rows: Message[]): Promise<void> {
  const last = rows.at(-1);
  if (!last) return;
  // Else what has a default is read back, row by row.
  await manager.createQueryBuilder().insert().into(Message).values(rows).updateEntity(false).execute();
  await indexNewMessages(manager);
  const { channelId, seq, revision, createdAt } = last;
  await manager.update(Channel, { id: channelId }, { lastSeq: seq, revision, lastMessageAt: createdAt });
  await manager.update(Membership, { channelId }, { readSeq: seq });
}

type Place = Pick<Message, 'channelId' | 'seq' | 'revision' | 'createdAt'>;

const pipe = validation();

async function anything(chance: Dice, authorIds: string[], place: Place, earlier: Message[]): Promise<Message> {
  const answered = earlier.length > 0 && chance.next() < 0.06 ? chance.pick(earlier).id : undefined;
  const written = { clientId: uuid(), body: sentence(chance), ...(answered && { replyToId: answered }) };
  // As at the doors.
  const draft = (await pipe.transform(written, { type: 'body', metatype: DraftDto })) as DraftDto;
  return {
    ...{ id: uuid(), ...place, version: 1, clientId: draft.clientId, authorId: chance.pick(authorIds) },
    ...{ body: draft.body, replyToId: draft.replyToId ?? null, mentions: [], mentionsAll: false },
    ...{ uploads: [], likes: [], editedAt: null, deletedAt: null },
  };
}

const OPENINGS = [
  'Good morning!',
  'Кстати,',
  'By the way:',
  'Соседи,',
  'One more thing:',
  'Напоминаю:',
  'Thank you!',
  '',
];
const MIDDLES = [
  'the ladder is back in the workshop',
  'завтра в семь репетиция, ноты те же',
  'somebody left an umbrella by the gate',
  'помидоры стоят у калитки, берите сколько нужно',
  'the second kiln firing went well',
  'воду дадут после обеда',
  'we still need two people for Saturday',
  'ключ висит там же, где всегда',
  'the bread is gone, but there is cake',
  'колесо починил, тормоза пока нет',
];
const ENDINGS = ['', '', ' 🙂', '. Ответьте, кто сможет', '. See you at six', '. Подробности на доске у входа', '!'];

function sentence(chance: Dice): string {
  const one = () => `${chance.pick(OPENINGS)} ${chance.pick(MIDDLES)}${chance.pick(ENDINGS)}`.trim();
  return Array.from({ length: chance.next() < 0.12 ? chance.whole(3, 8) : 1 }, one).join('\n');
}
