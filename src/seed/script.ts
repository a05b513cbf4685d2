import { dice } from './dice.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What somebody says in a conversation, and what becomes of it. */
export interface Line {
  at: number;
  by: string;
  body: string;
  key: string | null;
  /** The key of the line that this one answers. */
  answers: string | null;
  likes: { emoji: string; by: string[] }[];
  /** What its author made of it a little later. */
  edited: string | null;
  deleted: boolean;
  /** Names of pictures and of files. */
  shows: string[];
}

const SCENE = /^= (?:(\d+)d (\d\d):(\d\d)|(\d+)m)$/;
const SPOKEN = /^([\p{L}\d]+)(?: \(\+(\d+)\))?(?: #(\w+))?(?: \^(\w+))?: ?(.*)$/u;
const MORE = /^ {2}\| ?(.*)$/;
const NOTE = /^ {2}! (\w+):? ?(.*)$/;

/**
 * Reads a conversation:
 *
 *     = 12d 18:30                twelve days ago; `= 40m` is forty minutes ago
 *     vera (+5) #seeds: Text     five minutes after the last one, called `seeds`
 *       | and a second line
 *       ! likes: ♥ tom lida / 👍 ivan
 *       ! edited: Text, put right
 *       ! shows: sunrise minutes.txt
 *     tom ^seeds: An answer
 *       ! deleted
 *
 * @param now when the last scenes end, in milliseconds since the epoch
 * @throws Error for a line that is none of these
 */
export function readScript(name: string, text: string, now: number): Line[] {
  const chance = dice(name);
  const lines: Line[] = [];
  let clock = 0;
  for (const written of text.split('\n').filter((line) => line.trim() !== '')) {
    const scene = SCENE.exec(written);
    const spoken = SPOKEN.exec(written);
    const last = lines.at(-1);
    if (scene) clock = Math.max(clock + MINUTE, beginOf(scene, now));
    else if (spoken) {
      const [, by = '', gap, key = null, answers = null, body = ''] = spoken;
      clock += gap === undefined ? chance.whole(20, 200) * 1_000 : Number(gap) * MINUTE;
      const line = { at: Math.min(clock, now), by, body, key, answers };
      lines.push({ ...line, likes: [], edited: null, deleted: false, shows: [] });
    } else if (!last || !continues(last, written)) {
      throw new Error(`${name}: nobody can read "${written}"`);
    }
  }
  return lines;
}

/** Of a day ago, by the clock on the wall here; of today, by how long ago it is. */
function beginOf([, days, hours, minutes, ago]: RegExpExecArray, now: number): number {
  if (ago !== undefined) return now - Number(ago) * MINUTE;
  return new Date(now - Number(days) * DAY).setHours(Number(hours), Number(minutes), 0, 0);
}

function continues(line: Line, written: string): boolean {
  const more = MORE.exec(written);
  if (more) line.body += `\n${more[1] ?? ''}`;
  const note = NOTE.exec(written);
  const rest = note?.[2] ?? '';
  if (note?.[1] === 'likes') line.likes = rest.split(' / ').map(likesOf);
  else if (note?.[1] === 'edited') line.edited = rest;
  else if (note?.[1] === 'deleted') line.deleted = true;
  else if (note?.[1] === 'shows') line.shows = rest.split(' ');
  else return more !== null;
  return true;
}

function likesOf(written: string): { emoji: string; by: string[] } {
  const [emoji = '', ...by] = written.split(' ');
  return { emoji, by };
}
