import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IsBoolean, IsString, Matches, MaxLength, Validate, ValidatorConstraint } from 'class-validator';
import { ECDH } from 'node:crypto';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { PushKeys } from './push-keys.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** An uncompressed point of the curve P-256: what is no such point can encrypt nothing. */
@ValidatorConstraint({ name: 'isPublicKey' })
class IsPublicKey {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !/^[\w-]{87}=?$/.test(value)) return false;
    try {
      ECDH.convertKey(value, 'prime256v1', 'base64url');
      return value.startsWith('B');
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return 'p256dh must be a public key of the curve P-256 in base64url';
  }
}

class SubscribeDto {
  @ApiProperty({ maxLength: 1_000, description: "Where the browser's push service takes messages" })
  @IsString()
  @MaxLength(1_000)
  endpoint!: string;

  @ApiProperty({ description: "The browser's public key, in base64url" })
  @Validate(IsPublicKey)
  p256dh!: string;

  @ApiProperty({ description: '16 bytes in base64url' })
  @Matches(/^[\w-]{22}(==)?$/)
  auth!: string;

  @ApiProperty({ description: 'Else a message is told without what it says' })
  @IsBoolean()
  showText!: boolean;

  @ApiProperty({ example: 'en', description: 'In which the browser words what it shows' })
  @Matches(/^[a-z]{2}$/)
  language!: string;
}

class PushView {
  @ApiProperty({ description: 'The `applicationServerKey` to subscribe with' })
  publicKey!: string;
}

@ApiTags('users')
@Controller('users/me/push')
export class PushController {
  constructor(
    private readonly keys: PushKeys,
    private readonly subscriptions: SubscriptionsService,
  ) {}

  /** What a browser needs to be told of messages while no page is open in it. */
  @Get()
  @ApiOkResponse({ type: PushView })
  getPush(): PushView {
    return { publicKey: this.keys.publicKey };
  }

  /** Lets the browser of this session be told, from now on and until the session ends. */
  @Put()
  @HttpCode(204)
  @ApiNoContentResponse()
  async subscribeToPush(@CurrentUser() me: SignedIn, @Body() wanted: SubscribeDto): Promise<void> {
    const { endpoint, p256dh, auth, showText, language } = wanted;
    await this.subscriptions.subscribe(me, { endpoint, p256dh, auth, showText, language });
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async unsubscribeFromPush(@CurrentUser() me: SignedIn): Promise<void> {
    await this.subscriptions.unsubscribe(me);
  }
}
