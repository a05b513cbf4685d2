import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { typingIn } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';

const LOOK_AGAIN_MS = 1_000;

/** Who is writing at the moment. Its place is always there, so that nothing moves when somebody begins. */
export function TypingLine({ channelId }: { channelId: string }): ReactNode {
  const { i18n } = useLingui();
  const ids = useTyping(channelId);
  const names = useChat(useShallow((state) => ids.map((id) => state.users[id]?.displayName ?? '…')));
  const [one = '', two = ''] = names;
  return (
    <p aria-live="off" data-typing className="h-5 truncate border-t border-line px-4 pt-0.5 text-xs text-quiet md:px-6">
      {names.length === 1 && i18n._('typing.one', { one })}
      {names.length === 2 && i18n._('typing.two', { one, two })}
      {names.length > 2 && i18n._('typing.many')}
    </p>
  );
}

function useTyping(channelId: string): readonly string[] {
  const client = useClient();
  const typing = useChat((state) => state.typing[channelId]);
  const [now, setNow] = useState(Date.now);
  const somebody = typing !== undefined && Object.keys(typing).length > 0;
  useEffect(() => {
    if (!somebody) return;
    const look = (): void => {
      setNow(Date.now());
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [somebody]);
  const ids = useMemo(() => typingIn(client.store.getState(), channelId, now), [client, channelId, typing, now]);
  const key = ids.join();
  useEffect(() => {
    if (key !== '') client.people.need(key.split(','));
  }, [client, key]);
  return ids;
}
