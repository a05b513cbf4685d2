import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { AppError } from '../common/app-error.js';
import { validation } from '../common/validation.js';
import type { User } from '../users/user.entity.js';
import { LoginDto } from './auth.dto.js';
import { PasswordsService } from './passwords.service.js';

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly passwords: PasswordsService) {
    super();
  }

  validate(username: string, password: string): Promise<User> {
    return this.passwords.authenticate(username, password);
  }
}

/** Checks name and password. Guards run before pipes, so the body is validated here first. */
@Injectable()
export class LocalGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    request.body = (await validation().transform(request.body, { type: 'body', metatype: LoginDto })) as LoginDto;
    return Boolean(await super.canActivate(context));
  }

  override handleRequest<Person = User>(error: Error | null, user: Person | false): Person {
    if (error) throw error;
    if (!user) throw new AppError('invalid_credentials');
    return user;
  }
}
