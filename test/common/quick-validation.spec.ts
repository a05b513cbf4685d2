import type { Type } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { Transform } from 'class-transformer';
import { getMetadataStorage, IsString, ValidateIf } from 'class-validator';
import { AppError } from '../../src/common/app-error.js';
import { AfterIdQuery, AroundSeqQuery } from '../../src/common/page.js';
import { validateQuickly } from '../../src/common/quick-validation.js';
import { validation } from '../../src/common/validation.js';
import * as acts from '../../src/admin/acts.dto.js';
import * as auth from '../../src/auth/auth.dto.js';
import * as channels from '../../src/channels/channels.dto.js';
import * as groups from '../../src/groups/groups.dto.js';
import * as likes from '../../src/likes/likes.dto.js';
import * as messages from '../../src/messages/messages.dto.js';
import * as term from '../../src/moderation/term.dto.js';
import * as profiles from '../../src/profiles/profiles.dto.js';
import * as presence from '../../src/realtime/presence.dto.js';
import * as sync from '../../src/realtime/sync.dto.js';
import * as typing from '../../src/realtime/typing.dto.js';
import * as search from '../../src/search/search.dto.js';
import { dice } from '../../src/seed/dice.js';

type Given = Record<string, unknown>;

/** A field that is asked for only beside another one, and one that is made of what stands in another. */
class Entangled {
  @IsString()
  kind!: string;

  @ValidateIf(({ kind }: Entangled) => kind === 'text')
  @IsString()
  text?: string;

  @Transform(({ obj, value }: { obj: Given; value: unknown }) => `${String(obj.kind)} ${String(value)}`)
  @IsString()
  both!: string;
}

const ID = '0198f5b0-0000-7000-8000-00000000abcd';
const VALUES: unknown[] = [
  '',
  ' ',
  'text',
  ' padded\r\ntwo ',
  'a\u0000b',
  '\ud800',
  'x'.repeat(5_000),
  '👍',
  ID,
  ID.toUpperCase(),
  `${ID},${ID}`,
  0,
  1,
  -1,
  1.5,
  NaN,
  2 ** 31,
  1_900_000_000_000,
  true,
  false,
  null,
  undefined,
  '7',
  'true',
  'owner',
  'member',
  'all',
  [],
  [ID],
  [ID, ID],
  ['text', 1],
  {},
  { id: ID },
  { [ID]: 1 },
  new Date(0),
  Buffer.from('text'),
  'correct horse battery',
];

const modules = [acts, auth, channels, groups, likes, messages, term, profiles, presence, sync, typing, search];
const TYPES = modules
  .flatMap((module) => Object.values<unknown>(module))
  .concat(AfterIdQuery, AroundSeqQuery, Entangled)
  .filter((type): type is Type => typeof type === 'function' && fieldsOf(type as Type).length > 0);

const pipe = validation();

function fieldsOf(type: Type): string[] {
  const storage = getMetadataStorage();
  return Object.keys(storage.groupByPropertyName(storage.getTargetValidationMetadatas(type, '', false, false)));
}

/** What comes of it: the instance, or what is wrong with it. */
async function outcome(type: Type, value: unknown): Promise<unknown> {
  try {
    return await pipe.transform(value, { type: 'body', metatype: type });
  } catch (error) {
    return error instanceof AppError ? error.toProblem('') : error;
  }
}

/** Looked at by class-transformer and class-validator themselves, as an object of a prototype of its own always is. */
const slowly = (type: Type, value: Given) => outcome(type, Object.assign(Object.create({}) as Given, value));

/** Objects of which most fields are right by themselves. */
async function objectsFor(type: Type): Promise<Given[]> {
  const chance = dice(type.name);
  const fields = fieldsOf(type);
  const right = new Map<string, unknown[]>();
  for (const field of fields) {
    const fine: unknown[] = [];
    for (const value of VALUES) {
      const { errors = [] } = (await slowly(type, { [field]: value })) as { errors?: { pointer: string }[] };
      if (!errors.some(({ pointer }) => pointer.startsWith(`/${field}`))) fine.push(value);
    }
    right.set(field, fine);
  }
  const one = (): Given => {
    const given: Given = {};
    for (const field of fields) {
      const from = chance.next() < 0.9 ? (right.get(field) ?? []) : VALUES;
      if (chance.next() < 0.9 && from.length > 0) given[field] = from[chance.whole(0, from.length - 1)];
    }
    if (chance.next() < 0.05) given.unknown = 1;
    return given;
  };
  return Array.from({ length: 150 }, one);
}

describe('quick validation', () => {
  it.each(TYPES.map((type) => [type.name, type] as const))(
    'says of a %s what class-validator says',
    async (_, type) => {
      for (const value of await objectsFor(type))
        expect(await outcome(type, value)).toStrictEqual(await slowly(type, value));
    },
  );

  it('takes what is sent most: a message, a reading, someone who types', () => {
    const { SendMessageDto } = messages;
    const message = validateQuickly(SendMessageDto, { channelId: ID.toUpperCase(), clientId: ID, body: ' Hello ' });
    expect(message).toStrictEqual(Object.assign(new SendMessageDto(), { channelId: ID, clientId: ID, body: 'Hello' }));
    expect(validateQuickly(channels.ReadDto, { channelId: ID, seq: 1 })).toBeInstanceOf(channels.ReadDto);
    expect(validateQuickly(typing.TypingDto, { channelId: ID, typing: true })).toBeInstanceOf(typing.TypingDto);
    const query = Object.assign(Object.create(null) as Given, { limit: '50', before: '7' });
    expect(validateQuickly(AroundSeqQuery, query)).toStrictEqual(
      Object.assign(new AroundSeqQuery(), { limit: 50, before: 7 }),
    );
  });

  it('leaves to the others what is not flat, or not to be there', () => {
    const message = { channelId: ID, clientId: ID, body: 'Hello' };
    const others: unknown[] = [
      ...[null, undefined, 'text', [message], new Date(0), Object.create(message)],
      ...[{ ...message, uploadIds: [ID] }, { ...message, replyToId: null }, { ...message, more: 1 }, { body: 'Hello' }],
      JSON.parse(`{"channelId":"${ID}","clientId":"${ID}","body":"Hello","__proto__":{"a":1}}`),
    ];
    for (const other of others) expect(validateQuickly(messages.SendMessageDto, other)).toBeUndefined();
  });
});
