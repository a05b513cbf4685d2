import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity.js';

/** `blockerId` does not want to hear from `userId`, who is not told. */
@Entity('block')
@Check('ck_block_self', '"blockerId" <> "userId"')
@Index('ix_block_userId', ['userId', 'blockerId'])
export class Block {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_block' })
  blockerId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_block' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'blockerId', foreignKeyConstraintName: 'fk_block_blockerId' })
  blocker?: Relation<User>;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_block_userId' })
  user?: Relation<User>;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
