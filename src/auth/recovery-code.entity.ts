import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SecondFactor } from './second-factor.entity.js';

/** Stands in for a code of the second factor, once: then the row is gone. */
@Entity('recovery_code')
export class RecoveryCode {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_recovery_code' })
  userId!: string;

  @ManyToOne(() => SecondFactor, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_recovery_code_userId' })
  secondFactor?: Relation<SecondFactor>;

  /** See SecondFactorSecrets. */
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'pk_recovery_code' })
  hash!: string;
}
