import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Message } from './message.entity.js';

/** One person gave a message one emoji. Written by likes/, erased with the message. */
@Entity('message_like')
@Unique('uq_message_like', ['messageId', 'userId', 'emoji'])
@Index('ix_message_like_messageId', ['messageId', 'emoji', 'id'])
@Index('ix_message_like_userId', ['userId', 'id'])
export class MessageLike {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_message_like' })
  id!: string;

  @Column({ type: 'uuid' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'messageId', foreignKeyConstraintName: 'fk_message_like_messageId' })
  message?: Relation<Message>;

  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_message_like_userId' })
  user?: Relation<User>;

  @Column({ type: 'varchar' })
  emoji!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
