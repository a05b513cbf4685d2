import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Channel } from '../channels/channel.entity.js';
import type { LikeCount } from '../contract/views.js';
import type { UploadFacts } from '../uploads/upload.view.js';
import { User } from '../users/user.entity.js';

@Entity('message')
@Unique('uq_message_seq', ['channelId', 'seq'])
@Unique('uq_message_clientId', ['authorId', 'clientId'])
@Index('ix_message_revision', ['channelId', 'revision'])
export class Message {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_message' })
  id!: string;

  @Column({ type: 'uuid' })
  channelId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_message_channelId' })
  channel?: Relation<Channel>;

  /** Its number in the channel: 1, 2, 3 … without a hole. */
  @Column({ type: 'bigint' })
  seq!: number;

  /** The channel's revision when this row last changed. */
  @Column({ type: 'bigint' })
  revision!: number;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  /** The author's own UUID for it: a retry is recognised by it, for ever. */
  @Column({ type: 'uuid' })
  clientId!: string;

  @Column({ type: 'uuid' })
  authorId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'authorId', foreignKeyConstraintName: 'fk_message_authorId' })
  author?: Relation<User>;

  @Column({ type: 'text' })
  body!: string;

  /** A message of the same channel. */
  @Column({ type: 'uuid', nullable: true })
  replyToId!: string | null;

  /** The ids of the people that the body names, as found when it was written; `mention` has a row for each. */
  @Column({ type: 'simple-json', default: '[]' })
  mentions!: string[];

  @Column({ type: 'boolean', default: false })
  mentionsAll!: boolean;

  /** The files it claimed, as `upload` has them: they do not change any more. */
  @Column({ type: 'simple-json', default: '[]' })
  uploads!: UploadFacts[];

  /** How many gave which emoji, the earliest first: counted from `message_like` in the same transaction. */
  @Column({ type: 'simple-json', default: '[]' })
  likes!: LikeCount[];

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint', nullable: true })
  editedAt!: number | null;

  @Column({ type: 'bigint', nullable: true })
  deletedAt!: number | null;
}
