import { CIRCLES, type Circle, RESIDENTS } from './community.js';
import { dice } from './dice.js';
import { isPainted } from './paintings.js';
import { paper } from './papers.js';
import { type Line, readScript } from './script.js';
import { GENERAL } from './talk/general.js';
import { PLAYGROUND, REPAIR, WORKSHOP } from './talk/making.js';
import { CHOIR, FAIR, FILMS, GARDEN, RIDES } from './talk/outside.js';
import { COUNCIL, DIRECTS } from './talk/quiet.js';

/** A conversation, and who is in it: everybody where nobody is named. */
export interface Conversation {
  key: string;
  circle: Circle | null;
  between: readonly [string, string] | null;
  lines: Line[];
}

export interface Story {
  conversations: Conversation[];
  /** When each person came: before they are first heard of. */
  arrivals: Map<string, number>;
}

const TALK: Record<string, string> = {
  ...{ workshop: WORKSHOP, garden: GARDEN, repair: REPAIR, choir: CHOIR, rides: RIDES },
  ...{ films: FILMS, council: COUNCIL, playground: PLAYGROUND, fair: FAIR },
};

const HOUR = 3_600_000;

/**
 * All that was said in the last weeks before `now`.
 *
 * @throws Error where it does not hold together: somebody speaks who is not there, or answers nothing
 */
export function tellStory(now: number): Story {
  const conversations: Conversation[] = [
    { key: 'general', circle: null, between: null, lines: readScript('general', GENERAL, now) },
    ...CIRCLES.map((circle) => ({
      ...{ key: circle.key, circle, between: null },
      lines: readScript(circle.key, TALK[circle.key] ?? '', now),
    })),
    ...DIRECTS.map(([one, other, text]) => ({
      ...{ key: `${one}+${other}`, circle: null, between: [one, other] as const },
      lines: readScript(`${one}+${other}`, text, now),
    })),
  ];
  for (const conversation of conversations) requireSense(conversation);
  return { conversations, arrivals: arrivalsOf(conversations) };
}

/** Everybody whom a line needs. */
export const peopleOf = ({ by, likes }: Line): string[] => [by, ...likes.flatMap((like) => like.by)];

function requireSense({ key, circle, between, lines }: Conversation): void {
  const everyone = RESIDENTS.map(({ username }) => username);
  const here = circle ? [circle.owner, ...circle.moderators, ...circle.members] : (between ?? everyone);
  const said = new Set<string>();
  for (const line of lines) {
    const strangers = peopleOf(line).filter((one) => !everyone.includes(one) || !here.includes(one));
    if (strangers.length > 0) throw new Error(`${key}: ${strangers.join()} cannot be in "${line.body}"`);
    if (line.answers !== null && !said.has(line.answers)) throw new Error(`${key}: nothing is called ${line.answers}`);
    for (const shown of line.shows) if (!isPainted(shown)) paper(shown);
    if (line.key !== null) said.add(line.key);
  }
}

function arrivalsOf(conversations: Conversation[]): Map<string, number> {
  const chance = dice('arrivals');
  const lines = conversations.flatMap((conversation) => conversation.lines);
  const begin = Math.min(...lines.map(({ at }) => at)) - 2 * HOUR;
  return new Map(
    RESIDENTS.map(({ username }, i) => {
      const first = Math.min(...lines.filter((line) => peopleOf(line).includes(username)).map(({ at }) => at));
      // The first of them is there before everybody else.
      const came = i === 0 ? begin : first - HOUR * (0.2 + chance.next());
      return [username, Math.max(came, begin + i * 60_000)];
    }),
  );
}
