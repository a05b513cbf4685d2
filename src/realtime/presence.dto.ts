import { ArrayMaxSize, IsBoolean, IsUUID } from 'class-validator';
import { LIMITS } from '../contract/limits.js';

export class SetPresenceDto {
  @IsBoolean()
  active!: boolean;
}

export class GetPresenceDto {
  @ArrayMaxSize(LIMITS.presencesAtOnce)
  @IsUUID(undefined, { each: true })
  userIds!: string[];
}
