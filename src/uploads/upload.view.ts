import { ApiProperty } from '../common/api-docs.js';
import type * as contract from '../contract/views.js';
import type { Upload } from './upload.entity.js';

export class UploadView implements contract.UploadView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  mime!: string;
  @ApiProperty({ description: 'Bytes' })
  size!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels; null for what is no picture' })
  width!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  height!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Base64, https://evanw.github.io/thumbhash/' })
  thumbhash!: string | null;
  @ApiProperty({ description: 'The picture moves; its thumbnail does not' })
  animated!: boolean;
  @ApiProperty()
  url!: string;
  @ApiProperty({ type: String, nullable: true })
  thumbnailUrl!: string | null;
}

/** What a message keeps of its uploads. */
export type UploadFacts = Omit<contract.UploadView, 'url' | 'thumbnailUrl'>;

export function uploadFacts(upload: Upload): UploadFacts {
  const { id, name, mime, size, width, height, thumbhash, animated } = upload;
  return { id, name, mime, size, width, height, thumbhash, animated };
}

export function toUploadView(facts: UploadFacts): contract.UploadView {
  const url = `/api/uploads/${facts.id}`;
  return { ...facts, url, thumbnailUrl: facts.width === null ? null : `${url}/thumbnail` };
}
