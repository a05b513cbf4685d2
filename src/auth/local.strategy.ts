import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { AppError } from '../common/app-error.js';
import { validation } from '../common/validation.js';
import { LoginDto } from './auth.dto.js';
import { PasswordsService, type Verified } from './passwords.service.js';
import { SecondFactorLinks } from './second-factor-links.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express' own types can only be merged with
  namespace Express {
    interface Request {
      /** Set by LocalGuard. */
      verified?: Verified;
    }
  }
}

const bodies = validation();

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly passwords: PasswordsService) {
    super();
  }

  validate(username: string, password: string): Promise<Verified> {
    return this.passwords.authenticate(username, password);
  }
}

/**
 * Checks name and password, and then the second factor of who has one. Not Nest's AuthGuard: that finds the strategy by its name in a table of the whole process,
 * where a second server takes over the first one's sign-ins.
 */
@Injectable()
export class LocalGuard implements CanActivate {
  constructor(
    private readonly strategy: LocalStrategy,
    private readonly links: SecondFactorLinks,
  ) {}

  /** @throws AppError `validation_failed`, `invalid_credentials`, `second_factor_required`, `wrong_code`, `busy` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    // Guards run before pipes.
    const body = (await bodies.transform(request.body, { type: 'body', metatype: LoginDto })) as LoginDto;
    request.body = body;
    const verified = await this.authenticate(request, context.switchToHttp().getResponse());
    await this.links.passSignIn(verified.user.id, body.code);
    request.verified = verified;
    return true;
  }

  private authenticate(request: Request, response: Response): Promise<Verified> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, user: Verified | false) => {
        if (error) reject(error);
        else if (user) resolve(user);
        else reject(new AppError('invalid_credentials'));
      };
      // Passport writes its callbacks into the strategy: each request needs one of its own.
      const strategy = Object.create(this.strategy) as LocalStrategy;
      (passport.authenticate(strategy, done) as (request: Request, response: Response, next: typeof reject) => void)(
        request,
        response,
        reject,
      );
    });
  }
}
