import { File, FileArchive, FileMusic, FileText, FileVideoCamera, type LucideIcon } from 'lucide-react';
import { createElement, type ReactNode } from 'react';

/** The first that fits. */
const ICONS: readonly [RegExp, LucideIcon][] = [
  [/^audio\//, FileMusic],
  [/^video\//, FileVideoCamera],
  [/zip|tar|compressed|7z|rar/, FileArchive],
  [/^text\/|pdf|word|document|sheet|excel|rtf|json|xml/, FileText],
];

/** What kind of a file it is, at a glance. */
export function FileIcon({ mime, className }: { mime: string; className: string }): ReactNode {
  const [, icon] = ICONS.find(([kind]) => kind.test(mime)) ?? [null, File];
  return createElement(icon, { 'aria-hidden': true, className });
}
