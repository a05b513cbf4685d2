import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';

@Entity('profile_like')
@Unique('uq_profile_like', ['userId', 'likerId'])
@Index('ix_profile_like_userId', ['userId', 'id'])
@Index('ix_profile_like_likerId', ['likerId', 'id'])
export class ProfileLike {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_profile_like' })
  id!: string;

  /** Whose profile it is. */
  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_profile_like_userId' })
  user?: Relation<User>;

  @Column({ type: 'uuid' })
  likerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'likerId', foreignKeyConstraintName: 'fk_profile_like_likerId' })
  liker?: Relation<User>;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
