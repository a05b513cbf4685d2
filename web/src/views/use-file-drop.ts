import { type DragEvent, useEffect, useRef, useState } from 'react';
import { carriesFiles, droppedFiles } from './carried-files.js';

type OnFiles = (files: readonly File[], folders: readonly string[]) => void;

interface FileDrop {
  /** Files are held above the target. */
  over: boolean;
  target: Record<'onDragEnter' | 'onDragOver' | 'onDrop', (event: DragEvent) => void>;
  /** For what covers the target meanwhile. It alone is left then: what is below it gets no events, so nothing flickers. */
  cover: { onDragLeave: (event: DragEvent) => void };
}

export function useFileDrop(usable: boolean, onFiles: OnFiles): FileDrop {
  const [over, setOver] = useState(false);
  const isOurs = useOwnDrags();
  const takes = ({ dataTransfer }: DragEvent): boolean => usable && !isOurs() && carriesFiles(dataTransfer);
  useNoDropElsewhere();
  return {
    over: over && usable,
    target: {
      onDragEnter: (event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragOver: (event) => {
        if (!takes(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop: (event) => {
        setOver(false);
        if (!takes(event)) return;
        event.preventDefault();
        const { files, folders } = droppedFiles(event.dataTransfer);
        onFiles(files, folders);
      },
    },
    cover: {
      onDragLeave: () => {
        setOver(false);
      },
    },
  };
}

/** A picture of this page that is dragged about counts as a file, and would be sent once more. */
function useOwnDrags(): () => boolean {
  const ours = useRef(false);
  useEffect(() => {
    const begin = (): void => {
      ours.current = true;
    };
    const end = (): void => {
      ours.current = false;
    };
    window.addEventListener('dragstart', begin);
    window.addEventListener('dragend', end);
    return () => {
      window.removeEventListener('dragstart', begin);
      window.removeEventListener('dragend', end);
    };
  }, []);
  return () => ours.current;
}

/** The browser opens a file that is dropped beside the target, in the place of this page and of all that is written here. */
function useNoDropElsewhere(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent): void => {
      if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
