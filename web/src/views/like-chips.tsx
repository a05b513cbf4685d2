import { useLingui } from '@lingui/react';
import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import { likesOf } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { useReport } from './toast.js';
import { useRowTabIndex } from './row-tab-index.js';
import { useLongPress } from './use-long-press.js';
import { useShowWhoLiked } from './use-show-who-liked.js';

type Likes = ReturnType<typeof likesOf>;

/** The likes of a message, each kind with its number; a press gives or takes back one's own. */
export function LikeChips({ message }: { message: MessageView }): ReactNode {
  const likes = useChat((state) => likesOf(state, message));
  return likes.length > 0 && <Chips messageId={message.id} likes={likes} />;
}

function Chips({ messageId, likes }: { messageId: string; likes: Likes }): ReactNode {
  const { i18n } = useLingui();
  const tabIndex = useRowTabIndex();
  const showWho = useShowWhoLiked(messageId);
  const hold = useLongPress(showWho);
  return (
    <div role="group" aria-label={i18n._('likes.label')} className="mt-1 flex flex-wrap items-center gap-1" {...hold}>
      {likes.map((like) => (
        <Chip key={like.emoji} messageId={messageId} {...like} />
      ))}
      <button
        type="button"
        tabIndex={tabIndex}
        className="inline-flex size-8 items-center justify-center rounded-full text-quiet hover:bg-hover hover:text-ink pointer-coarse:size-11"
        aria-label={i18n._('likes.who')}
        title={i18n._('likes.who')}
        onClick={showWho}
      >
        <Users aria-hidden className="size-4" />
      </button>
    </div>
  );
}

function Chip({ messageId, emoji, count, mine }: Likes[number] & { messageId: string }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const tabIndex = useRowTabIndex();
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className="chip"
      aria-pressed={mine}
      aria-label={i18n._('likes.chip', { emoji, count })}
      data-emoji={emoji}
      onClick={() => void client.messages.like(messageId, emoji, !mine).then(report)}
    >
      <span aria-hidden className="emoji">
        {emoji}
      </span>
      <span aria-hidden>{count}</span>
    </button>
  );
}
