// The files of messages: in the tray of a channel until it is sent, then in a departure until the last of them is there.
import { LIMITS } from '../../../src/contract/limits.js';
import type { UploadView } from '../../../src/contract/views.js';
import { allUploads, asDraft, asLocal, withTray, withUpload } from './local-uploads.js';
import type { Departure, LocalUpload, Refused } from './model.js';
import type { Outbox } from './outbox.js';
import type { ChatStore } from './store.js';
import { UploadLine, type UploadLineDeps } from './upload-line.js';

export interface UploadsDeps extends Omit<UploadLineDeps, 'changed'> {
  store: ChatStore;
  newId: () => string;
  outbox: Pick<Outbox, 'send' | 'discard'>;
  /** An address under which this device shows a picture, or null for what cannot be shown. */
  previewOf: (file: Blob) => string | null;
  forgetPreview: (address: string) => void;
}

export class Uploads {
  private readonly line: UploadLine;
  private readonly previews = new Set<string>();
  private readonly deaf: () => void;

  constructor(private readonly deps: UploadsDeps) {
    const changed = (id: string, change: Partial<LocalUpload>): void => {
      this.change(id, change);
    };
    this.line = new UploadLine({ ...deps, changed });
    this.deaf = deps.store.subscribe(({ tray, departures }, before) => {
      if (tray !== before.tray || departures !== before.departures) this.tidy();
    });
  }

  add(channelId: string, files: readonly File[]): Refused[] {
    const refused: Refused[] = [];
    for (const file of files) {
      const why = this.unfit(channelId, file);
      if (why) refused.push({ name: file.name, why });
      else this.take(channelId, file);
    }
    return refused;
  }

  remove(channelId: string, id: string): void {
    const files = this.inTray(channelId);
    this.fill(
      channelId,
      files.filter((file) => file.id !== id),
    );
    this.unload(files.filter((file) => file.id === id));
  }

  retry(id: string): void {
    const found = allUploads(this.deps.store.getState()).find((file) => file.id === id);
    if (found?.failure) this.line.retry(id);
  }

  /** Takes the tray along: into the outbox when all is there, else the message waits for its files. */
  send(channelId: string, body: string, replyToId?: string): void {
    const { outbox } = this.deps;
    const uploads = this.inTray(channelId);
    const there = uploadsThere(uploads);
    const answering = replyToId === undefined ? {} : { replyToId };
    if (there) outbox.send(channelId, body, { ...answering, ...(there.length > 0 && { uploads: there }) });
    else this.wait({ ...this.stamp(), channelId, body, ...answering, uploads });
    this.fill(channelId, []);
    // Whoever sends it wants another try.
    for (const { id } of uploads) this.retry(id);
  }

  /** A message that is on its way, waiting for its files or for the server. False where it goes on. */
  takeBack(clientId: string): boolean {
    const { store, outbox } = this.deps;
    const state = store.getState();
    const departure = state.departures.find((one) => one.clientId === clientId);
    const entry = state.outbox.find((one) => one.clientId === clientId);
    const found = departure ?? (entry && { ...entry, uploads: (entry.uploads ?? []).map(asLocal) });
    if (!found) return true;
    const draft = asDraft(state, found);
    if (!draft && found.channelId in state.channels) return false;
    store.setState({ ...draft, departures: state.departures.filter((one) => one !== departure) });
    if (entry) outbox.discard(clientId);
    if (!draft) this.unload(found.uploads);
    return true;
  }

  resume(): void {
    this.line.resume();
  }

  pause(): void {
    this.line.pause();
  }

  stop(): void {
    this.deaf();
    this.line.stop();
    for (const address of this.previews) this.deps.forgetPreview(address);
    this.previews.clear();
  }

  private inTray(channelId: string): readonly LocalUpload[] {
    return this.deps.store.getState().tray[channelId] ?? [];
  }

  private fill(channelId: string, files: readonly LocalUpload[]): void {
    this.deps.store.setState(({ tray }) => withTray(tray, channelId, files));
  }

  private unfit(channelId: string, { size }: File): Refused['why'] | null {
    if (size === 0) return 'empty';
    if (size > LIMITS.uploadBytes) return 'tooLarge';
    return this.inTray(channelId).length < LIMITS.uploadsInMessage ? null : 'tooMany';
  }

  private take(channelId: string, file: File): void {
    const { newId, previewOf } = this.deps;
    const { name, size, type } = file;
    const id = newId();
    const preview = previewOf(file);
    if (preview !== null) this.previews.add(preview);
    const fresh = { progress: 0, upload: null, failure: null };
    const local = { id, name, mime: type || 'application/octet-stream', size, preview, ...fresh };
    this.fill(channelId, [...this.inTray(channelId), local]);
    this.line.add({ id, channelId, file, name });
  }

  private stamp(): Pick<Departure, 'clientId' | 'createdAt'> {
    const { newId, clock } = this.deps;
    return { clientId: newId(), createdAt: new Date(clock.now()).toISOString() };
  }

  private wait(departure: Departure): void {
    this.deps.store.setState(({ departures }) => ({ departures: [...departures, departure] }));
  }

  private change(id: string, change: Partial<LocalUpload>): void {
    this.deps.store.setState((state) => withUpload(state, id, change));
    if (change.upload) this.depart();
  }

  /**
   * Sends what is ready. What is not holds nothing up: a large file would silence its channel for minutes, so what was
   * written after it may overtake it.
   */
  private depart(): void {
    for (const { channelId, body, uploads, ...more } of this.deps.store.getState().departures) {
      const there = uploadsThere(uploads);
      if (there) this.deps.outbox.send(channelId, body, { ...more, uploads: there });
    }
  }

  /** Stops and forgets what no tray and no departure holds any more, whoever took it away. */
  private tidy(): void {
    const held = allUploads(this.deps.store.getState());
    const ids = new Set(held.map(({ id }) => id));
    const shown = new Set(held.map(({ preview }) => preview));
    for (const id of this.line.ids()) if (!ids.has(id)) this.line.cancel(id);
    for (const address of this.previews) {
      if (shown.has(address)) continue;
      this.previews.delete(address);
      this.deps.forgetPreview(address);
    }
  }

  /** Frees the server's room of what will not be sent; should it fail, the server sweeps. */
  private unload(files: readonly LocalUpload[]): void {
    for (const { upload } of files) if (upload) this.deps.http.deleteUpload(upload.id).catch(() => undefined);
  }
}

/** Null when one is missing. */
function uploadsThere(files: readonly LocalUpload[]): UploadView[] | null {
  const there = files.flatMap(({ upload }) => upload ?? []);
  return there.length === files.length ? there : null;
}
