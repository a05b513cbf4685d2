import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { type Act, ACTS, AuditEntry } from '../audit/audit-entry.entity.js';
import { Session } from '../auth/session.entity.js';
import { Channel } from '../channels/channel.entity.js';
import { nameKey } from '../channels/name-key.js';
import { Invite } from '../groups/invite.entity.js';
import { MessageLike } from '../messages/message-like.entity.js';
import { Message } from '../messages/message.entity.js';
import { Report } from '../moderation/report.entity.js';
import { Upload } from '../uploads/upload.entity.js';
import { User } from '../users/user.entity.js';
import { usernameKey } from '../users/username.js';

export type FieldKind = 'id' | 'text' | 'number' | 'time' | 'choice' | 'reference';

/** One column that the panel may show. */
export interface Field {
  kind: FieldKind;
  /** What a `choice` can be. */
  choices?: readonly string[];
  /** The resource that a `reference` names. */
  to?: string;
  /** People may look for it. Text without an index is not looked through. */
  filter?: true;
  sort?: true;
  /** The column that a text is found by, and how a text is written there. */
  key?: { column: string; of: (text: string) => string };
  /** Of a choice that is no column: which one a row is, and the condition of each. */
  made?: { of: (row: ObjectLiteral) => string; where: Record<string, string> };
}

/** Something that may be done to a row, by the route of the same name in ActsController. */
export interface PanelAct {
  name: Act;
  icon: string;
  /** What the form asks for. */
  asks: readonly ('reason' | 'hours' | 'role')[];
  /** Offered for these rows alone. */
  when?: (row: Record<string, unknown>) => boolean;
}

/** What an administrator sees of a table. A column that is not named here never leaves the server. */
export interface PanelResource {
  id: string;
  entity: EntityTarget<ObjectLiteral>;
  icon: string;
  /** The field that a row is called by. */
  title: string;
  fields: Record<string, Field>;
  /** Which rows there are at all, as a condition on `row`. */
  only?: string;
  acts?: readonly PanelAct[];
}

const id: Field = { kind: 'id' };
const text: Field = { kind: 'text' };
const number: Field = { kind: 'number' };
const time: Field = { kind: 'time' };
/** When the row was made; ids are made of the time, and are the order that has an index. */
const createdAt: Field = { kind: 'time', sort: true };
const to = (resource: string): Field => ({ kind: 'reference', to: resource, filter: true });
const choice = (...choices: string[]): Field => ({ kind: 'choice', choices, filter: true });
const name: Field = { ...text, filter: true, key: { column: 'nameKey', of: nameKey } };

const REPORT_STATE: Field = {
  ...choice('open', 'closed'),
  made: {
    of: ({ closedAt }) => (closedAt === null ? 'open' : 'closed'),
    where: { open: 'row.closedAt IS NULL', closed: 'row.closedAt IS NOT NULL' },
  },
};

const UPON_ACCOUNTS: readonly PanelAct[] = [
  { name: 'ban', icon: 'Slash', asks: ['reason', 'hours'] },
  { name: 'unban', icon: 'UserCheck', asks: ['reason'], when: ({ bannedUntil }) => isComing(bannedUntil) },
  { name: 'mute', icon: 'VolumeX', asks: ['reason', 'hours'] },
  { name: 'unmute', icon: 'Volume2', asks: ['reason'], when: ({ mutedUntil }) => isComing(mutedUntil) },
  { name: 'deactivate', icon: 'UserX', asks: ['reason'], when: ({ deactivatedAt }) => !deactivatedAt },
  { name: 'restore', icon: 'UserCheck', asks: ['reason'], when: ({ deactivatedAt }) => !!deactivatedAt },
  { name: 'endSessions', icon: 'LogOut', asks: ['reason'] },
  { name: 'setRole', icon: 'Shield', asks: ['role', 'reason'] },
  { name: 'resetPassword', icon: 'Key', asks: ['reason'] },
  { name: 'removeSecondFactor', icon: 'Smartphone', asks: ['reason'] },
];

/** A deleted account is nobody's any more. */
const PEOPLE_ACTS = UPON_ACCOUNTS.map((act) => ({
  ...act,
  when: (row: Record<string, unknown>) => !row['deletedAt'] && (act.when?.(row) ?? true),
}));

const MESSAGE_ACTS: readonly PanelAct[] = [
  { name: 'deleteMessage', icon: 'Trash2', asks: ['reason'], when: ({ deletedAt }) => !deletedAt },
];

const REPORT_ACTS: readonly PanelAct[] = [
  { name: 'closeReport', icon: 'CheckSquare', asks: ['reason'], when: ({ closedAt }) => !closedAt },
];

const INVITE_ACTS: readonly PanelAct[] = [
  { name: 'revokeInvite', icon: 'XCircle', asks: ['reason'], when: ({ revokedAt }) => !revokedAt },
];

const isComing = (time: unknown): boolean => typeof time === 'string' && Date.parse(time) > Date.now();

/** What was said in private is not the operator's to read, unless somebody who reads it reports it. */
const PUBLIC_CHANNELS = `SELECT "id" FROM "channel" WHERE "kind" <> 'direct' AND "visibility" = 'public'`;
const inPublic = `row.channelId IN (${PUBLIC_CHANNELS})`;
const inPublicOrReported = `(${inPublic} OR row.id IN (SELECT "messageId" FROM "report"))`;

export const RESOURCES: readonly PanelResource[] = [
  {
    ...{ id: 'people', entity: User, icon: 'User', title: 'username', acts: PEOPLE_ACTS },
    fields: {
      id,
      username: { ...text, filter: true, key: { column: 'usernameKey', of: usernameKey } },
      displayName: text,
      role: choice('member', 'moderator', 'admin'),
      likes: number,
      deactivatedAt: { ...time, filter: true },
      deletedAt: { ...time, filter: true },
      bannedUntil: { ...time, filter: true },
      banReason: text,
      mutedUntil: { ...time, filter: true },
      muteReason: text,
      createdAt,
    },
  },
  {
    ...{ id: 'groups', entity: Channel, icon: 'Users', title: 'name', only: `row.kind = 'group'` },
    fields: {
      ...{ id, name, topic: text, visibility: choice('public', 'private'), memberCount: number, lastSeq: number },
      ...{ lastMessageAt: time, archivedAt: time, createdAt },
    },
  },
  {
    ...{ id: 'channels', entity: Channel, icon: 'MessageCircle', title: 'name' },
    fields: {
      ...{ id, kind: choice('general', 'direct', 'group'), name, memberCount: number, lastSeq: number },
      ...{ lastMessageAt: time, createdAt },
    },
  },
  {
    ...{
      id: 'messages',
      entity: Message,
      icon: 'MessageSquare',
      title: 'id',
      only: inPublicOrReported,
      acts: MESSAGE_ACTS,
    },
    fields: {
      ...{ id, channelId: to('channels'), seq: number, authorId: to('people'), body: text },
      ...{ createdAt, editedAt: time, deletedAt: time },
    },
  },
  {
    ...{ id: 'likes', entity: MessageLike, icon: 'Heart', title: 'emoji' },
    only: `row.messageId IN (SELECT "id" FROM "message" WHERE "channelId" IN (${PUBLIC_CHANNELS}))`,
    fields: { id, messageId: to('messages'), userId: to('people'), emoji: text, createdAt },
  },
  {
    ...{ id: 'uploads', entity: Upload, icon: 'File', title: 'name' },
    only: `${inPublic} AND row.messageId IS NOT NULL`,
    fields: {
      ...{ id, channelId: to('channels'), userId: to('people'), messageId: to('messages'), name: text, mime: text },
      ...{ size: number, createdAt },
    },
  },
  {
    ...{ id: 'invites', entity: Invite, icon: 'Mail', title: 'id', acts: INVITE_ACTS },
    fields: {
      ...{ id, channelId: to('groups'), createdById: to('people'), uses: number, maxUses: number },
      ...{ expiresAt: time, revokedAt: time, createdAt },
    },
  },
  {
    ...{ id: 'sessions', entity: Session, icon: 'Monitor', title: 'userAgent' },
    fields: {
      ...{ id: { kind: 'text' }, userId: to('people'), userAgent: text, address: text },
      ...{ createdAt, lastSeenAt: time, expiresAt: time, endedAt: time },
    },
  },
  {
    ...{ id: 'reports', entity: Report, icon: 'Flag', title: 'reason', acts: REPORT_ACTS },
    fields: {
      ...{ id, reporterId: to('people'), userId: to('people'), messageId: to('messages'), body: text, reason: text },
      ...{ createdAt, state: REPORT_STATE, closedAt: { ...time, filter: true } },
    },
  },
  {
    ...{ id: 'audit', entity: AuditEntry, icon: 'BookOpen', title: 'act' },
    fields: {
      ...{ id, actorId: to('people'), act: choice(...ACTS), userId: to('people'), thingId: text, detail: text },
      ...{ reason: text, createdAt },
    },
  },
];

/** So many rows of a list go into a CSV file. */
export const MOST_EXPORTED = 100_000;

export const findResource = (wanted: string): PanelResource | undefined =>
  RESOURCES.find((resource) => resource.id === wanted);
