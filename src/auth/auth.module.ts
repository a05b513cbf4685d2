import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { FilesModule } from '../files/files.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { AdministratorActs } from './administrator-acts.js';
import { Admission } from './admission.js';
import { AttemptsGuard } from './attempts.guard.js';
import { AuthController } from './auth.controller.js';
import { ConfirmController } from './confirm.controller.js';
import { Confirmation } from './confirmation.js';
import { DeletionService } from './deletion.service.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordLinks } from './password-links.js';
import { Password } from './password.entity.js';
import { PasswordsService } from './passwords.service.js';
import { RegistrationService } from './registration.service.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorLinks } from './second-factor-links.js';
import { SecondFactorSecrets } from './second-factor-secrets.js';
import { SecondFactorSettingsService } from './second-factor-settings.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionCookie } from './session-cookie.js';
import { Session } from './session.entity.js';
import { SessionGuard } from './session.guard.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Password, RecoveryCode, SecondFactor, Session]),
    AuditModule,
    FilesModule,
    UsersModule,
    ChannelsModule,
  ],
  controllers: [AccountsController, AuthController, ConfirmController, SecondFactorController],
  providers: [
    AccountsService,
    Admission,
    AdministratorActs,
    AttemptsGuard,
    Confirmation,
    DeletionService,
    LocalStrategy,
    PasswordHasher,
    PasswordLinks,
    PasswordsService,
    RegistrationService,
    SecondFactorLinks,
    SecondFactorSecrets,
    SecondFactorSettingsService,
    SecondFactorsService,
    SessionCookie,
    SessionsService,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [AccountsService, SessionCookie, SessionsService, Admission, Confirmation],
})
export class AuthModule {}
