declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

declare module 'virtual:emojis-*' {
  const lines: string;
  export default lines;
}
