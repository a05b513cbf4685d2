// Pure functions about files of this device: those in trays, and those of departures.
import { LIMITS } from '../../../src/contract/limits.js';
import { without } from './store.js';
import type { UploadView } from '../../../src/contract/views.js';
import type { ChatState, Departure, LocalUpload } from './model.js';

export type Holders = Pick<ChatState, 'tray' | 'departures'>;

export function allUploads({ tray, departures }: Holders): LocalUpload[] {
  return [...Object.values(tray).flat(), ...departures.flatMap(({ uploads }) => uploads)];
}

/** Changes one file, wherever it is held; all else stays the same object. */
export function withUpload({ tray, departures }: Holders, id: string, change: Partial<LocalUpload>): Partial<Holders> {
  const changed = (files: readonly LocalUpload[]): LocalUpload[] =>
    files.map((file) => (file.id === id ? { ...file, ...change } : file));
  const isIn = (files: readonly LocalUpload[]): boolean => files.some((file) => file.id === id);
  const here = Object.entries(tray).find(([, files]) => isIn(files));
  if (here) return { tray: { ...tray, [here[0]]: changed(here[1]) } };
  return {
    departures: departures.map((one) => (isIn(one.uploads) ? { ...one, uploads: changed(one.uploads) } : one)),
  };
}

/** A channel whose tray is empty has none. */
export function withTray(
  tray: Holders['tray'],
  channelId: string,
  files: readonly LocalUpload[],
): Pick<Holders, 'tray'> {
  return { tray: files.length === 0 ? without(tray, channelId) : { ...tray, [channelId]: files } };
}

/** A file that the server has, whoever sent it there. */
export function asLocal(upload: UploadView): LocalUpload {
  const { id, name, mime, size } = upload;
  return { id, name, mime, size, preview: null, progress: 1, upload, failure: null };
}

/** Before what is being written in the channel now; null where the two have more files than a message takes, or it is gone. */
export function asDraft(
  { channels, drafts, tray, replyingTo }: ChatState,
  { channelId, body, replyToId, uploads }: Pick<Departure, 'channelId' | 'body' | 'replyToId' | 'uploads'>,
): Partial<ChatState> | null {
  const files = [...uploads, ...(tray[channelId] ?? [])];
  if (!(channelId in channels) || files.length > LIMITS.uploadsInMessage) return null;
  const words = [body, drafts[channelId] ?? ''].filter((text) => text.trim() !== '');
  return {
    ...withTray(tray, channelId, files),
    drafts: { ...drafts, [channelId]: words.join('\n') },
    ...(replyToId !== undefined && { replyingTo: { [channelId]: replyToId, ...replyingTo } }),
  };
}
