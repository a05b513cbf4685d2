/** Puts text on the clipboard; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  // The clipboard exists in secure contexts only; plain http on a local network is none.
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (!clipboard) return copyBySelection(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copyBySelection(text),
  );
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  // Beside an open dialog everything is inert, and cannot be selected.
  const home = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  home.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way outside secure contexts
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
