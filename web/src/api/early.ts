// What is asked while the script of the page is still on its way: who is signed in, and for their chats.
import { keepChoice, readChoice } from '../stored-choice.js';

const SESSION = '/api/auth/session';
/** As `http.ts` asks for the first page of them. */
const CHANNELS = '/api/channels?limit=200';
const WITHIN_MS = 20_000;
const KEY = 'veche.signed-in';

const asked = new Map<string, Promise<Response | null>>();

/** For both at once where somebody was signed in last, else for the chats when it is known that somebody is. */
export function askEarly(): void {
  const session = ask(SESSION);
  const guess = readChoice(KEY, ['yes']) && ask(CHANNELS);
  const channels = session
    .then(async (answer) => {
      const { user } = (await answer.clone().json()) as { user: unknown };
      return user ? (guess ?? ask(CHANNELS)) : null;
    })
    // By the time the page asks for them, the server may answer again.
    .catch(() => null);
  asked.set(SESSION, session).set(CHANNELS, channels);
  // Those who take an answer are told; nobody need take it.
  for (const answer of [session, guess]) answer?.catch(() => undefined);
}

export function rememberSignedIn(isSignedIn: boolean): void {
  keepChoice(KEY, isSignedIn ? 'yes' : 'no');
}

/** Such an answer, for the first who asks for it; null where there is none. Fails as `fetch` does. */
export async function takeEarly(request: Request): Promise<Response | null> {
  const { pathname, search } = new URL(request.url);
  const answer = asked.get(pathname + search);
  asked.delete(pathname + search);
  return request.method === 'GET' && answer ? answer : null;
}

const ask = (path: string): Promise<Response> => fetch(path, { signal: AbortSignal.timeout(WITHIN_MS) });
