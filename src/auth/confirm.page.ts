import { createHash } from 'node:crypto';

const WORDS = {
  en: {
    title: 'Administration',
    ask: 'Confirm your password. It opens the panel for 15 minutes.',
    password: 'Password',
    wrong: 'The password is wrong.',
    confirm: 'Confirm',
    back: 'Back to the chat',
  },
  ru: {
    title: 'Управление',
    ask: 'Подтвердите пароль. Он откроет панель на 15 минут.',
    password: 'Пароль',
    wrong: 'Пароль неверен.',
    confirm: 'Подтвердить',
    back: 'Назад в чат',
  },
};
export type Language = keyof typeof WORDS;
export const LANGUAGES = Object.keys(WORDS) as Language[];

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif;
    background: light-dark(#fff, #14171b); color: light-dark(#0c1e29, #e4e8ec); }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
  main { width: min(20rem, 90vw); display: grid; gap: 1rem; }
  h1, p { margin: 0; }
  form, label { display: grid; gap: .5rem; }
  input, button { font: inherit; padding: .6rem; border-radius: .5rem; border: 1px solid GrayText; }
  button { background: #1d4ed8; color: #fff; border-color: #1d4ed8; cursor: pointer; }
  a { color: light-dark(#1d4ed8, #93b4ff); }
  [role=alert] { color: light-dark(#b91c1c, #fca5a5); }
`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but this page's own style, and its form. */
export const CONFIRM_POLICY = [
  `default-src 'none'`,
  `style-src 'sha256-${styleHash}'`,
  `img-src 'self'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join(';');

/** A page without a script, and without a word that came from anybody. */
export function confirmPage(language: Language, isWrong: boolean): string {
  const words = WORDS[language];
  return `<!doctype html>
<html lang="${language}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${words.title} · Veche</title>
  <link rel="icon" href="/favicon.svg">
  <style>${STYLE}</style>
  <main>
    <h1>${words.title}</h1>
    <p>${words.ask}</p>
    ${isWrong ? `<p role="alert">${words.wrong}</p>` : ''}
    <form method="post" action="/admin/confirm">
      <label>${words.password}
        <input name="password" type="password" autocomplete="current-password" required autofocus>
      </label>
      <button>${words.confirm}</button>
    </form>
    <a href="/">${words.back}</a>
  </main>
</html>
`;
}
