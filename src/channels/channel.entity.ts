import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ChannelKind } from '../contract/views.js';

@Entity('channel')
@Check('ck_channel_kind', `"kind" IN ('general', 'direct', 'group')`)
@Index('uq_channel_general', ['kind'], { unique: true, where: `"kind" = 'general'` })
export class Channel {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_channel' })
  id!: string;

  @Column({ type: 'varchar' })
  kind!: ChannelKind;

  @Column({ type: 'varchar' })
  name!: string;

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

  @Column({ type: 'bigint' })
  createdAt!: number;
}
