/**
 * Asks until the answer is yes; fails after twenty seconds with what it was waiting for. In browsers too: the policy of our
 * pages lets no script be made of a string, so Playwright's own way to wait for one never ends.
 */
export async function until(ask: () => boolean | Promise<boolean>, what = String(ask)): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
