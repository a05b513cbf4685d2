import type { ApiBodyOptions, ApiResponseOptions } from '@nestjs/swagger';

/** What `receiveFile` reads, for the API document. */
export const fileBody: ApiBodyOptions = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
};

/** What `sendFile` answers, for the API document. */
export const fileContent = (type: string): ApiResponseOptions => ({
  content: { [type]: { schema: { type: 'string', format: 'binary' } } },
});
