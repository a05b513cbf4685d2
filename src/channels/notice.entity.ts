import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { NoticeKind } from '../contract/views.js';
import { Channel } from './channel.entity.js';

/** Something that happened to the channel itself, shown between its messages. Never changes. */
@Entity('notice')
@Index('ix_notice_seq', ['channelId', 'seq', 'revision'])
@Index('ix_notice_revision', ['channelId', 'revision'])
export class Notice {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_notice' })
  id!: string;

  @Column({ type: 'uuid' })
  channelId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_notice_channelId' })
  channel?: Relation<Channel>;

  /** It happened after this message. */
  @Column({ type: 'bigint' })
  seq!: number;

  @Column({ type: 'bigint' })
  revision!: number;

  @Column({ type: 'varchar' })
  kind!: NoticeKind;

  @Column({ type: 'uuid' })
  actorId!: string;

  @Column({ type: 'uuid', nullable: true })
  userId!: string | null;

  @Column({ type: 'text', nullable: true })
  text!: string | null;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
