import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Channel } from './channel.entity.js';

/** A message of the channel names somebody: what unread mentions are found by. */
@Entity('mention')
@Index('ix_mention_userId', ['channelId', 'userId', 'seq'])
@Index('ix_mention_seq', ['channelId', 'seq'])
export class Mention {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_mention' })
  id!: string;

  @Column({ type: 'uuid' })
  channelId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_mention_channelId' })
  channel?: Relation<Channel>;

  @Column({ type: 'bigint' })
  seq!: number;

  @Column({ type: 'uuid' })
  authorId!: string;

  /** Null where everybody is named. */
  @Column({ type: 'uuid', nullable: true })
  userId!: string | null;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_mention_userId' })
  user?: Relation<User>;
}
