import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ChannelKind, Visibility } from '../contract/views.js';

@Entity('channel')
@Check('ck_channel_kind', `"kind" IN ('general', 'direct', 'group')`)
@Index('uq_channel_general', ['kind'], { unique: true, where: `"kind" = 'general'` })
@Index('uq_channel_directKey', ['directKey'], { unique: true })
@Index('ix_channel_public', ['id'], { where: `"kind" = 'group' AND "visibility" = 'public'` })
export class Channel {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_channel' })
  id!: string;

  @Column({ type: 'varchar' })
  kind!: ChannelKind;

  @Column({ type: 'varchar' })
  name!: string;

  /** What groups are found by: see nameKey(). */
  @Column({ type: 'varchar', default: '' })
  nameKey!: string;

  @Column({ type: 'text', default: '' })
  topic!: string;

  /** The number of messages, and the number of the last one: they are never apart. */
  @Column({ type: 'bigint', default: 0 })
  lastSeq!: number;

  /** Grows by one with every change of anything in the channel. */
  @Column({ type: 'bigint', default: 0 })
  revision!: number;

  /** The revision at which what ChannelView shows of this row, besides its counters of messages, last changed. */
  @Column({ type: 'bigint', default: 0 })
  ownRevision!: number;

  @Column({ type: 'integer', default: 0 })
  memberCount!: number;

  /** The ids of a direct channel's people, sorted and joined by a colon; one id in one's own notes. Never shown. */
  @Column({ type: 'varchar', nullable: true })
  directKey!: string | null;

  /** Whose files are the pictures of this group; another one with every new picture. */
  @Column({ type: 'uuid', nullable: true })
  avatarId!: string | null;

  @Column({ type: 'varchar', default: 'private' })
  visibility!: Visibility;

  @Column({ type: 'bigint', nullable: true })
  archivedAt!: number | null;

  /** When the newest message was sent; null while there is none. */
  @Column({ type: 'bigint', nullable: true })
  lastMessageAt!: number | null;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
