/** Files of what was pasted. */
export function pastedFiles({ files, types }: DataTransfer): File[] {
  // Spreadsheets and word processors put a picture of the text beside the text: it is the text that was meant.
  return types.includes('text/plain') && types.includes('text/html') ? [] : [...files];
}

/** What was dropped; a folder looks like a file that cannot be read. */
export function droppedFiles({ items }: DataTransfer): { files: File[]; folders: string[] } {
  const folders: string[] = [];
  const files = [...items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (entry?.isDirectory) folders.push(entry.name);
    return entry?.isDirectory ? [] : (item.getAsFile() ?? []);
  });
  return { files, folders };
}

export function carriesFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}
