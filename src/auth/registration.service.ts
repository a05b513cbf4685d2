import { Injectable } from '@nestjs/common';
import { MembersService } from '../channels/members.service.js';
import { WriteQueue } from '../database/write-queue.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Admission } from './admission.js';
import type { RegisterDto } from './auth.dto.js';
import { Password } from './password.entity.js';
import { PasswordsService } from './passwords.service.js';

@Injectable()
export class RegistrationService {
  constructor(
    private readonly admission: Admission,
    private readonly users: UsersService,
    private readonly members: MembersService,
    private readonly passwords: PasswordsService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Makes an account, and puts it into the general chat in the same transaction.
   *
   * @throws AppError `registration_closed`, `setup_token_invalid`, `username_taken`, `validation_failed`, `busy`
   */
  async register({ username, displayName = username, password, setupToken }: RegisterDto): Promise<User> {
    this.admission.require(setupToken);
    const hash = await this.passwords.hashNew(password, username, '/password');
    return this.writes.run(async (tx) => {
      const role = await this.admission.role(tx, setupToken);
      const user = await this.users.create(tx, { username, displayName, role });
      await tx.manager.insert(Password, { userId: user.id, hash });
      await this.members.joinGeneral(tx, user);
      return user;
    });
  }
}
