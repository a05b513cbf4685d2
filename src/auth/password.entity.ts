import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

/** Apart from the user, so that no view of a person can ever carry it. */
@Entity('password')
export class Password {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_password' })
  userId!: string;

  @OneToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_password_userId' })
  user?: Relation<User>;

  @Column({ type: 'text' })
  hash!: string;
}
