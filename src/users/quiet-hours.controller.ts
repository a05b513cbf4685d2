import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IsTimeZone, Matches, MaxLength } from 'class-validator';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type * as contract from '../contract/quiet-hours.js';
import { UsersService } from './users.service.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

class QuietHours implements contract.QuietHours {
  @ApiProperty({ example: '22:00' })
  @Matches(TIME)
  from!: string;

  @ApiProperty({ example: '07:00', description: 'Another time than `from`; an earlier one is of the next day' })
  @Matches(TIME)
  to!: string;

  @ApiProperty({ example: 'Europe/Berlin', maxLength: 64 })
  @MaxLength(64)
  @IsTimeZone()
  timeZone!: string;
}

class MyQuietHours {
  @ApiProperty({ type: QuietHours, nullable: true })
  quietHours!: QuietHours | null;
}

@ApiTags('users')
@Controller('users/me/quiet-hours')
export class QuietHoursController {
  constructor(private readonly users: UsersService) {}

  /** When I do not want to be disturbed; null where I set no such hours. */
  @Get()
  @ApiOkResponse({ type: MyQuietHours })
  async getQuietHours(@CurrentUser() me: SignedIn): Promise<MyQuietHours> {
    const { quietHours } = await this.users.get(me.id);
    return { quietHours };
  }

  @Put()
  @ApiOkResponse({ type: MyQuietHours })
  async setQuietHours(@CurrentUser() me: SignedIn, @Body() { from, to, timeZone }: QuietHours): Promise<MyQuietHours> {
    const quietHours = { from, to, timeZone };
    await this.users.setQuietHours(me.id, quietHours);
    return { quietHours };
  }

  @Delete()
  @HttpCode(204)
  async removeQuietHours(@CurrentUser() me: SignedIn): Promise<void> {
    await this.users.setQuietHours(me.id, null);
  }
}
