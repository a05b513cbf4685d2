import type { Changes } from '../../../src/contract/views.js';

const KEPT_PER_CHANNEL = 100;

/** Frames that came too early, until a sync has filled the gap before them. */
export class FrameBuffer {
  private readonly frames = new Map<string, Changes[]>();

  keep(frame: Changes): void {
    // Dropping the oldest loses nothing: a gap is left before the next one, and a gap is synced.
    const kept = [...(this.frames.get(frame.channelId) ?? []), frame].slice(-KEPT_PER_CHANNEL);
    this.frames.set(frame.channelId, kept);
  }

  /** The frames of a channel by age; they are forgotten here. */
  take(channelId: string): Changes[] {
    const kept = this.frames.get(channelId) ?? [];
    this.frames.delete(channelId);
    return kept.sort((a, b) => a.from - b.from);
  }

  clear(): void {
    this.frames.clear();
  }
}
