import { ArrayMaxSize, IsBoolean } from 'class-validator';
import { IsId } from '../common/id.js';
import { LIMITS } from '../contract/limits.js';

export class SetPresenceDto {
  @IsBoolean()
  active!: boolean;
}

export class GetPresenceDto {
  @ArrayMaxSize(LIMITS.presencesAtOnce)
  @IsId({ each: true })
  userIds!: string[];
}
