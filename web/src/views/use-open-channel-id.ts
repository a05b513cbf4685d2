import { useLocation } from 'wouter';
import { channelAt } from '../state/next-chat.js';
import { useChat } from './client-context.js';

/** The channel that the address names. */
export function useOpenChannelId(): string | undefined {
  const [path] = useLocation();
  return useChat((state) => channelAt(state, path)?.view.id);
}
