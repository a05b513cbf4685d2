import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

/** What a person shows besides the password to sign in. Apart from the user, so that no view of a person can carry it. */
@Entity('second_factor')
export class SecondFactor {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_second_factor' })
  userId!: string;

  @OneToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_second_factor_userId' })
  user?: Relation<User>;

  /** Encrypted: see SecondFactorSecrets. */
  @Column({ type: 'text' })
  secret!: string;

  /** Since when it is asked for; null until the person showed a first code of it. */
  @Column({ type: 'bigint', nullable: true })
  enabledAt!: number | null;

  /** Of the last code that was accepted. Neither it nor an earlier one is accepted again. */
  @Column({ type: 'bigint', default: 0 })
  lastStep!: number;
}
