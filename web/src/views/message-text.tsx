import { memo, type ReactNode } from 'react';
import { partsOf } from '../state/links.js';

/** Text as it was written, with web addresses as links. Text nodes only: nothing a person writes becomes markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }): ReactNode {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {partsOf(text).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow" className="link">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
});
