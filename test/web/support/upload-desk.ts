import type { UploadView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../../../web/src/api/doors.js';
import { NoAnswer } from '../../../web/src/api/failure.js';
import type { ModelServer } from './model-server.js';

/** A file on its way; the test says what becomes of it. */
export interface Moving {
  name: string;
  channelId: string;
  progress(fraction: number): void;
  arrive(): void;
  fail(error: Error): void;
}

/** The server's door for files, and the pictures that this device shows. */
export class UploadDesk {
  readonly moving: Moving[] = [];
  readonly deleted: string[] = [];
  readonly previews = new Set<string>();
  /** The server has stored a file when the abort comes. */
  abortsTooLate = false;
  private ids = 0;

  constructor(private readonly server: ModelServer) {}

  readonly door: Pick<HttpDoor, 'upload' | 'deleteUpload'> = {
    upload: (channelId, file, name, { progress, signal }) =>
      new Promise((resolve, reject) => {
        const gone = (): void => {
          const at = this.moving.indexOf(moving);
          if (at >= 0) this.moving.splice(at, 1);
        };
        const arrive = (): void => {
          gone();
          resolve(this.store(name, file));
        };
        const fail = (error: Error): void => {
          gone();
          reject(error);
        };
        const moving: Moving = { name, channelId, progress, arrive, fail };
        this.moving.push(moving);
        signal.addEventListener('abort', () => {
          if (this.abortsTooLate) arrive();
          else fail(new NoAnswer());
        });
      }),
    deleteUpload: (id) => {
      this.deleted.push(id);
      return Promise.reject(new NoAnswer());
    },
  };

  readonly previewOf = (file: Blob): string | null => {
    if (!file.type.startsWith('image/')) return null;
    const address = `blob:${++this.ids}`;
    this.previews.add(address);
    return address;
  };

  readonly forgetPreview = (address: string): void => {
    if (!this.previews.delete(address)) throw new Error(`${address} is not shown`);
  };

  names(): string[] {
    return this.moving.map(({ name }) => name);
  }

  find(name: string): Moving {
    const found = this.moving.find((one) => one.name === name);
    if (!found) throw new Error(`${name} is not on its way`);
    return found;
  }

  private store(name: string, file: Blob): UploadView {
    const id = `upload-${++this.ids}-${name}`;
    const picture = { width: null, height: null, thumbhash: null, thumbnailUrl: null };
    const view = { id, name, mime: file.type, size: file.size, ...picture, animated: false, url: `/api/uploads/${id}` };
    this.server.uploads.set(id, view);
    return view;
  }
}
