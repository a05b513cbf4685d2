import { useLingui } from '@lingui/react';
import { Copy, Flag, Link, MailOpen, Pencil, Reply, SmilePlus, Trash2, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import { addressOf } from '../state/card.js';
import { likesOf } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { focusComposer } from './composer-field.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { copyText } from './copy-text.js';
import { dateTimeText } from './dates.js';
import { useDialogs } from './dialogs.js';
import { emojiDialog } from './emoji-dialog.js';
import { HEART, OFTEN } from './common-emojis.js';
import { lineOf } from './uploads-text.js';
import { useDone, useReport, useTell } from './toast.js';
import { moderates } from './group-rights.js';
import { useLazyDialog } from './lazy-dialog.js';
import type { MenuItem, MenuSection } from './menu.js';
import { reportDialog } from './report-dialog.js';
import { useShowWhoLiked } from './use-show-who-liked.js';

interface MessageActions {
  hearted: boolean;
  heart: () => void;
  pickEmoji: () => void;
  reply: () => void;
  /** Everything, in groups, below the time. */
  sections: MenuSection[];
}

/** What the reader may do with a stored message; `toRow` brings the focus where it is to return. */
export function useMessageActions(message: MessageView, toRow: () => void): MessageActions {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const show = useDialogs();
  const openPicker = useLazyDialog(emojiDialog);
  const showWho = useShowWhoLiked(message.id);
  const given = useChat((state) => likesOf(state, message)).flatMap(({ emoji, mine }) => (mine ? [emoji] : []));
  const { id, channelId, seq, body, createdAt } = message;
  const copies = useCopies();
  const like = (emoji: string): void => {
    void client.messages.like(id, emoji, !given.includes(emoji)).then(report);
  };
  const opens = (dialog: (onClose: () => void) => ReactNode) => () => {
    toRow();
    show(dialog);
  };
  const pickEmoji = (): void => {
    toRow();
    openPicker((EmojiPicker, onClose) => (
      <EmojiPicker title={i18n._('emoji.title')} given={given} onPick={like} onClose={onClose} />
    ));
  };
  const reply = (): void => {
    client.setReplyingTo(channelId, id);
    // Also where it is answered already.
    focusComposer();
  };
  const whoLiked: MenuItem = { label: i18n._('likes.who'), icon: Users, onSelect: showWho };
  const copy: MenuItem = { label: i18n._('action.copy'), icon: Copy, onSelect: copies(body) };
  const items: MenuItem[] = [
    { label: i18n._('action.reply'), icon: Reply, onSelect: reply },
    { label: i18n._('action.emoji'), icon: SmilePlus, onSelect: pickEmoji },
    ...(message.likes.length > 0 ? [whoLiked] : []),
    ...(body === '' ? [] : [copy]),
    { label: i18n._('action.copyLink'), icon: Link, onSelect: copies(location.origin + addressOf(message)) },
    {
      label: i18n._('action.unread'),
      icon: MailOpen,
      onSelect: () => void client.markUnread(channelId, seq).then(report),
    },
  ];
  const own = useOwnItems(message, opens, toRow);
  const hearted = given.includes(HEART);
  const heart = (): void => {
    like(HEART);
  };
  const signs = [HEART, ...OFTEN].map((sign) => ({
    sign,
    checked: given.includes(sign),
    onSelect: () => {
      like(sign);
    },
  }));
  const first = { label: dateTimeText(i18n.locale, createdAt), signs, items };
  return { hearted, heart, pickEmoji, reply, sections: own.length > 0 ? [first, { items: own }] : [first] };
}

/** Puts a text on the clipboard when it is called, and says so. */
function useCopies(): (text: string) => () => void {
  const { i18n } = useLingui();
  const [done, tell] = [useDone(), useTell()];
  return (text) => () => {
    void copyText(text).then((copied) => {
      if (copied) done(i18n._('message.copied'));
      else tell(i18n._('message.notCopied'));
    });
  };
}

type Opens = (dialog: (onClose: () => void) => ReactNode) => () => void;

/** Changing and deleting: by its author, and deleting by those who keep order; reporting by everybody else. */
function useOwnItems(message: MessageView, opens: Opens, toRow: () => void): MenuItem[] {
  const { id, channelId, authorId } = message;
  const { i18n } = useLingui();
  const client = useClient();
  const me = useChat((state) => state.me);
  const view = useChat((state) => state.channels[channelId]?.view);
  const openReport = useLazyDialog(reportDialog);
  if (!me || !view) return [];
  const mine = authorId === me.id;
  const reported = (): void => {
    toRow();
    openReport((ReportForm, onClose) => <ReportForm subject={{ messageId: id }} onClose={onClose} />);
  };
  const confirm = (onClose: () => void): ReactNode => (
    <ConfirmDialog
      title={i18n._('action.delete')}
      quote={lineOf(i18n, message)}
      text={i18n._('action.delete.text')}
      action={i18n._('action.delete.confirm')}
      onConfirm={() => client.messages.remove(id)}
      onClose={onClose}
    />
  );
  const items: MenuItem[] = [];
  if (mine && view.archivedAt === null) {
    const edit = (): void => {
      client.setEditing({ message, text: message.body });
    };
    items.push({ label: i18n._('action.edit'), icon: Pencil, onSelect: edit });
  }
  if (!mine) items.push({ label: i18n._('report.message'), icon: Flag, onSelect: reported });
  if (mine || moderates(me, view))
    items.push({ label: i18n._('action.delete'), icon: Trash2, danger: true, onSelect: opens(confirm) });
  return items;
}
