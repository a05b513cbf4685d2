import { useLocation } from 'wouter';
import type { ChannelState } from '../state/model.js';
import { channelAt } from '../state/next-chat.js';
import { useChat } from './client-context.js';

/** The channel that the address names. */
export function useOpenChannel(): ChannelState | undefined {
  const [path] = useLocation();
  return useChat((state) => channelAt(state, path));
}
