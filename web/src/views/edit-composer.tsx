import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { isConflict } from '../state/failures.js';
import type { Edit, Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { ComposerBanner } from './composer-banner.js';
import { ComposerBox } from './composer-box.js';
import { useCaretAtEnd } from './composer-field.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { FormFailure } from './form-failure.js';
import { lineOf } from './uploads-text.js';

interface EditComposerProps {
  /** As it was when it was begun, or when this channel was left. */
  edit: Edit;
  name: string;
}

/** In the place of the draft, which is there again afterwards: another body for a message. */
export function EditComposer({ edit, name }: EditComposerProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [{ message }] = useState(edit);
  const [text, setText] = useState(edit.text);
  const held =
    useChat((state) => state.channels[message.channelId]?.rows.find(({ id }) => id === message.id)) ?? message;
  const [failure, setFailure] = useState<Failure | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useCaretAtEnd(area);
  useEffect(() => area.current?.focus(), []);
  useKeeping({ message, text });

  const leave = (): void => {
    // Not what was begun elsewhere while this one was being saved.
    if (client.store.getState().editing?.message.id === message.id) client.setEditing(null);
  };
  async function save(): Promise<void> {
    const body = text.trim();
    if (body === '' && message.uploads.length === 0) return;
    // Whoever saves it again has seen what is there now: it stands above.
    const begun = isConflict(failure) ? held : message;
    const refused = body === begun.body ? null : await client.messages.edit(begun, body);
    setFailure(refused);
    if (refused === null) leave();
  }
  const giveUp = useGivingUp(text.trim() !== message.body, leave);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    giveUp();
  };
  return (
    <ComposerBox
      channelId={message.channelId}
      area={area}
      label={i18n._('composer.editLabel', { name })}
      text={text}
      onText={setText}
      onSend={() => void save()}
      onKey={onKey}
      editing
      mayBeEmpty={message.uploads.length > 0}
      banner={
        <>
          <ComposerBanner
            title={i18n._('composer.editing')}
            text={lineOf(i18n, held)}
            cancel={i18n._('composer.noEdit')}
            onCancel={giveUp}
          />
          {failure && (
            <div className="mb-1">
              <FormFailure failure={failure} />
            </div>
          )}
        </>
      }
    />
  );
}

/** Asks first where something would be lost: Esc is pressed quickly, and for many things. */
function useGivingUp(changed: boolean, leave: () => void): () => void {
  const { i18n } = useLingui();
  const show = useDialogs();
  return () => {
    if (!changed) {
      leave();
      return;
    }
    show((onClose) => (
      <ConfirmDialog
        title={i18n._('edit.discard.title')}
        text={i18n._('edit.discard.text')}
        action={i18n._('edit.discard')}
        onConfirm={() => {
          leave();
          return Promise.resolve(null);
        }}
        onClose={onClose}
      />
    ));
  };
}

/** Who looks into another channel meanwhile finds it again as it was. */
function useKeeping(edit: Edit): void {
  const client = useClient();
  const latest = useRef(edit);
  useEffect(() => {
    latest.current = edit;
  });
  useEffect(
    () => () => {
      const { editing } = client.store.getState();
      if (editing?.message.id === latest.current.message.id) client.setEditing(latest.current);
    },
    [client],
  );
}
