import type { KeyboardEvent } from 'react';
import { emphasised } from '../state/emphasis.js';
import { putText } from './field-text.js';
import { BOLD, isPressed, ITALIC } from './keyboard-map.js';

/** Marks what is selected in a field as bold or italic, and says whether the key was one for that. */
export function onEmphasisKey(event: KeyboardEvent<HTMLTextAreaElement>, onText: (text: string) => void): boolean {
  const stars = isPressed(BOLD, event.nativeEvent) ? '**' : isPressed(ITALIC, event.nativeEvent) ? '*' : null;
  if (stars === null) return false;
  event.preventDefault();
  const field = event.currentTarget;
  const { value, selectionStart, selectionEnd } = field;
  const { text, start, end } = emphasised({ text: value, start: selectionStart, end: selectionEnd }, stars);
  putText(field, onText, text, start);
  field.setSelectionRange(start, end);
  return true;
}
