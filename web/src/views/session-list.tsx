import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { SessionView } from '../../../src/contract/views.js';
import type { Client } from '../state/client.js';
import type { Failure } from '../state/model.js';
import { useAttentive } from './attention.js';
import { useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { deviceName } from './device-name.js';
import { FormFailure } from './form-failure.js';

/** Where this person is signed in, with the means to end each of them. */
export function SessionList(): ReactNode {
  const client = useClient();
  const { sessions, failure, change } = useSessions(client);
  const others = sessions.filter((session) => !session.current);
  return (
    <div className="flex flex-col gap-3">
      <FormFailure failure={failure} />
      <ul className="card divide-y divide-line p-0">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => void change(client.endSession(session.id))} />
        ))}
      </ul>
      {others.length > 0 && (
        <button type="button" className="button self-start" onClick={() => void change(client.endOtherSessions())}>
          <Trans id="sessions.endOthers" />
        </button>
      )}
    </div>
  );
}

interface Sessions {
  sessions: SessionView[];
  failure: Failure | null;
  /** Waits for a change and reads the list again. */
  change: (done: Promise<Failure | null>) => Promise<void>;
}

function useSessions(client: Client): Sessions {
  const [sessions, setSessions] = useState<SessionView[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = async (): Promise<Failure | null> => {
    const answer = await client.sessions();
    if (!Array.isArray(answer)) return answer;
    setSessions(answer);
    return null;
  };
  const attentive = useAttentive();
  useEffect(() => {
    void read().then(setFailure);
    // Also for who comes back from another device.
  }, [attentive]);
  const change = async (done: Promise<Failure | null>): Promise<void> => {
    const refused = await done;
    setFailure(refused ?? (await read()));
  };
  return { sessions, failure, change };
}

function SessionItem({ session, onEnd }: { session: SessionView; onEnd: () => void }): ReactNode {
  const { i18n } = useLingui();
  const device = deviceName(session.userAgent) ?? i18n._('sessions.unknown');
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={session.userAgent}>
          {device}
        </p>
        <p className="text-sm text-quiet">
          {session.current ? (
            <Trans id="sessions.current" />
          ) : (
            <Trans id="sessions.lastSeen" values={{ time: dateTimeText(i18n.locale, session.lastSeenAt) }} />
          )}{' '}
          <span className="wrap-anywhere">· {session.address}</span>
        </p>
      </div>
      {!session.current && (
        <button
          type="button"
          className="button button-danger"
          onClick={onEnd}
          aria-label={i18n._('sessions.endThis', { device })}
        >
          <Trans id="sessions.end" />
        </button>
      )}
    </li>
  );
}
