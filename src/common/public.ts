import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'public';

/** Opens a route to people who are not signed in; every other route is closed to them. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
