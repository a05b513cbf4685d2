/** What a browser is told of a message while no page is open in it; encrypted, only that browser reads it. */
export interface PushPayload {
  channelId: string;
  messageId: string;
  seq: number;
  /** `direct` and `mention` are to the person; `message` is to everybody in a channel that they want to hear all of. */
  kind: 'direct' | 'mention' | 'message';
  sender: string;
  /** The group's name; empty for the general channel, null in a conversation of two. */
  channelName: string | null;
  /** The beginning of what it says; null where the person wants it not to be shown, empty where there are only files. */
  text: string | null;
  /** The language that the person reads Veche in there. */
  language: string;
}

const CHARACTERS = 120;

/** As much of a text as a notification has room for, in one line. */
export function beginningOf(text: string): string {
  const line = [
    ...text
      .slice(0, CHARACTERS * 20)
      .replace(/\s+/gu, ' ')
      .trim(),
  ];
  return line.length <= CHARACTERS ? line.join('') : `${line.slice(0, CHARACTERS - 1).join('')}…`;
}
