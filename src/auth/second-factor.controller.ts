import { Body, Controller, Get, HttpCode, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { isoTime } from '../common/iso-time.js';
import type * as contract from '../contract/views.js';
import { AttemptsGuard } from './attempts.guard.js';
import { CodeDto, PasswordDto, ProofDto } from './auth.dto.js';
import { SecondFactorSettingsService } from './second-factor-settings.service.js';
import { SecondFactorsService } from './second-factors.service.js';

class SecondFactorView implements contract.SecondFactorView {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is off' })
  enabledAt!: string | null;
  @ApiProperty()
  recoveryCodesLeft!: number;
}

class SecondFactorSecretView implements contract.SecondFactorSecretView {
  @ApiProperty({ description: 'Base32, to type it into an authenticator app' })
  secret!: string;
  @ApiProperty({ description: '`otpauth://…`, to be shown as a QR code' })
  uri!: string;
}

class RecoveryCodesView {
  @ApiProperty({ description: 'Each stands in for a code once. They are not shown again' })
  recoveryCodes!: string[];
}

@ApiTags('auth')
@Controller('auth/second-factor')
export class SecondFactorController {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly settings: SecondFactorSettingsService,
  ) {}

  @Get()
  @ApiOkResponse({ type: SecondFactorView })
  async getSecondFactor(@CurrentUser() me: SignedIn): Promise<SecondFactorView> {
    const { enabledAt, recoveryCodesLeft } = await this.secondFactors.stateOf(me.id);
    return { enabledAt: isoTime(enabledAt), recoveryCodesLeft };
  }

  /** Makes a secret for an authenticator app. It counts for nothing until it is confirmed. */
  @UseGuards(AttemptsGuard)
  @Post()
  @ApiCreatedResponse({ type: SecondFactorSecretView })
  async beginSecondFactor(
    @CurrentUser() me: SignedIn,
    @Body() { password }: PasswordDto,
  ): Promise<SecondFactorSecretView> {
    const { secret, uri } = await this.settings.begin(me.id, password);
    return { secret, uri };
  }

  /** Confirms the secret by a first code: from now on signing in takes one. */
  @UseGuards(AttemptsGuard)
  @Put()
  @ApiOkResponse({ type: RecoveryCodesView })
  async confirmSecondFactor(@CurrentUser() me: SignedIn, @Body() { code }: CodeDto): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.settings.confirm(me.id, code) };
  }

  /** Makes new recovery codes; the old ones are void. */
  @UseGuards(AttemptsGuard)
  @Post('recovery-codes')
  @ApiCreatedResponse({ type: RecoveryCodesView })
  async renewRecoveryCodes(
    @CurrentUser() me: SignedIn,
    @Body() { password, code }: ProofDto,
  ): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.settings.renewRecoveryCodes(me.id, password, code) };
  }

  /** Turns it off. No DELETE: what stands in the body of one may be dropped on its way (RFC 9110, 9.3.5). */
  @UseGuards(AttemptsGuard)
  @Post('removal')
  @HttpCode(204)
  @ApiNoContentResponse()
  removeSecondFactor(@CurrentUser() me: SignedIn, @Body() { password, code }: ProofDto): Promise<void> {
    return this.settings.turnOff(me.id, password, code);
  }
}
