import { useLingui } from '@lingui/react';
import { LIMITS } from '../../../src/contract/limits.js';
import { countCharacters } from '../state/count-characters.js';
import type { Room } from '../state/room.js';
import { useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { moderates } from './group-rights.js';
import { namesEverybody } from './mention-parts.js';

const MANY = 20;

/** Asks before a message calls many people at once; any other is sent without a question. */
export function useCallEverybody(room: Room): (text: string, send: () => void) => void {
  const { i18n } = useLingui();
  const client = useClient();
  const show = useDialogs();
  return (text, send) => {
    const { me } = client.store.getState();
    const calls = me !== null && room.memberCount > MANY && moderates(me, room) && namesEverybody(text);
    if (!calls || countCharacters(text.trim()) > LIMITS.messageBody) {
      send();
      return;
    }
    show((onClose) => (
      <ConfirmDialog
        title={i18n._('composer.callAll')}
        text={i18n._('composer.callAll.text', { count: room.memberCount })}
        action={i18n._('composer.send')}
        harmless
        onConfirm={() => {
          send();
          return Promise.resolve(null);
        }}
        onClose={onClose}
      />
    ));
  };
}
