import { type ReactNode, useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MessageView } from '../../../src/contract/views.js';
import { useChat, useClient } from './client-context.js';
import { type Named, plainName } from './mention-parts.js';
import { MessageText, type MessageTextProps } from './message-text.js';

/** The text of a message that names somebody. Most name nobody, and have nobody to wait for. */
export function NamedText({ message, ...props }: MessageTextProps & { message: MessageView }): ReactNode {
  return <MessageText {...props} named={useNamed(message)} />;
}

export const namesAnybody = ({ mentions, mentionsAll }: MessageView): boolean => mentionsAll || mentions.length > 0;

/** The names by which a message calls people, as the server found them. */
function useNamed({ mentions: ids, mentionsAll: all }: MessageView): Named {
  const client = useClient();
  const names = useChat(useShallow((state) => ids.map((id) => state.users[id]?.username)));
  useEffect(() => {
    client.people.need(ids);
  }, [client, ids]);
  return useMemo(() => {
    const people = ids.flatMap((id, index) => {
      const name = names[index];
      return name === undefined ? [] : [[plainName(name), id] as const];
    });
    return { people: new Map(people), all };
  }, [ids, names, all]);
}
