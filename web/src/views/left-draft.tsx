import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';
import { useClient } from './client-context.js';
import { CopyAction, DeleteAction } from './failed-actions.js';
import { MessageText } from './message-text.js';
import { useDraft } from './use-draft.js';

/** What somebody was writing in a channel when it was taken from them. */
export function LeftDraft({ channelId }: { channelId: string }): ReactNode {
  const client = useClient();
  const text = useDraft(channelId);
  if (text.trim() === '') return null;
  return (
    <section className="max-w-xl text-left text-ink">
      <h2 className="text-sm font-semibold text-quiet">
        <Trans id="draft.left" />
      </h2>
      <MessageText text={text} />
      <div className="flex gap-1 text-sm">
        <CopyAction body={text} />
        <DeleteAction
          onDelete={() => {
            client.setDraft(channelId, '');
          }}
        />
      </div>
    </section>
  );
}
