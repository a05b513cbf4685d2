import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../state/client.js';
import type { ChatState } from '../state/model.js';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = use(ClientContext);
  if (!client) throw new Error('No client above this component');
  return client;
}

/** Reads the state, but for drafts. The selected value has to be stable: select what is in the state, build nothing. */
export function useChat<Selected>(select: (state: ChatState) => Selected): Selected {
  return useStore(useClient().shown, select);
}
