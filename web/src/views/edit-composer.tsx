import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import type { Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { ComposerBanner } from './composer-banner.js';
import { ComposerBox } from './composer-box.js';
import { FormFailure } from './form-failure.js';
import { lineOf } from './uploads-text.js';

interface EditComposerProps {
  message: MessageView;
  name: string;
}

/** In the place of the draft, which is there again afterwards: another body for a message. */
export function EditComposer({ message, name }: EditComposerProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [text, setText] = useState(message.body);
  const [failure, setFailure] = useState<Failure | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(message.body.length, message.body.length);
  }, []);

  const leave = (): void => {
    client.setEditing(null);
  };
  async function save(): Promise<void> {
    const body = text.trim();
    if (body === '' && message.uploads.length === 0) return;
    const refused = body === message.body ? null : await client.messages.edit(message.id, body);
    setFailure(refused);
    if (refused === null) leave();
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    leave();
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
            text={lineOf(i18n, message)}
            cancel={i18n._('composer.noEdit')}
            onCancel={leave}
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
