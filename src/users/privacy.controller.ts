import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IsBoolean } from 'class-validator';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { UsersService } from './users.service.js';

class Privacy {
  @ApiProperty({ description: 'Others never see whether I am here' })
  @IsBoolean()
  invisible!: boolean;
}

@ApiTags('users')
@Controller('users/me/privacy')
export class PrivacyController {
  constructor(private readonly users: UsersService) {}

  /** What I keep to myself. */
  @Get()
  @ApiOkResponse({ type: Privacy })
  async getPrivacy(@CurrentUser() me: SignedIn): Promise<Privacy> {
    const { invisible } = await this.users.get(me.id);
    return { invisible };
  }

  @Put()
  @ApiOkResponse({ type: Privacy })
  async setPrivacy(@CurrentUser() me: SignedIn, @Body() { invisible }: Privacy): Promise<Privacy> {
    await this.users.setInvisible(me.id, invisible);
    return { invisible };
  }
}
