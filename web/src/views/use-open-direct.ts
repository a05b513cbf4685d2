import { useLocation } from 'wouter';
import type { Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { focusComposerOf } from './composer-field.js';

/** Goes to the conversation with a person, which begins where there is none. */
export function useOpenDirect(): (userId: string) => Promise<Failure | null> {
  const client = useClient();
  const [, navigate] = useLocation();
  return async (userId) => {
    const { data, failure } = await client.groups.openDirect(userId);
    if (data !== null) {
      navigate(`/c/${data}`);
      focusComposerOf(data);
    }
    return failure;
  };
}
