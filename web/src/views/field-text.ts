import { flushSync } from 'react-dom';

/**
 * Gives a field another text, the focus, and its caret the place where it belongs. At once: a letter that is typed in the
 * meantime would go to the wrong place.
 */
export function putText(field: HTMLTextAreaElement, onText: (text: string) => void, text: string, caret: number): void {
  flushSync(() => {
    onText(text);
  });
  field.focus();
  field.setSelectionRange(caret, caret);
}
