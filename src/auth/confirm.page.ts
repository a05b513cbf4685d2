import { createHash } from 'node:crypto';

const WORDS = {
  en: {
    title: 'Administration',
    ask: 'Confirm your password. It opens the panel for 15 minutes.',
    password: 'Password',
    code: 'Code from your authenticator app, or a recovery code',
    wrong_password: 'The password is wrong.',
    wrong_code: 'The code is wrong, or was used already.',
    second_factor_required: 'Give a code too.',
    second_factor_missing:
      'On this server the panel is for administrators with a second factor. Turn it on in your settings, and come back.',
    settings: 'To the settings',
    confirm: 'Confirm',
    back: 'Back to the chat',
  },
  ru: {
    title: 'Управление',
    ask: 'Подтвердите пароль. Он откроет панель на 15 минут.',
    password: 'Пароль',
    code: 'Код из приложения или код восстановления',
    wrong_password: 'Пароль неверен.',
    wrong_code: 'Код неверен или уже использован.',
    second_factor_required: 'Введите и код.',
    second_factor_missing:
      'На этом сервере панель открывается администраторам со вторым фактором. Включите его в настройках и вернитесь.',
    settings: 'В настройки',
    confirm: 'Подтвердить',
    back: 'Назад в чат',
  },
};
export type Language = keyof typeof WORDS;
type Words = (typeof WORDS)[Language];
export const LANGUAGES = Object.keys(WORDS) as Language[];

const REFUSALS = ['wrong_password', 'wrong_code', 'second_factor_required', 'second_factor_missing'] as const;
export type Refusal = (typeof REFUSALS)[number];
export const isRefusal = (code: string): code is Refusal => (REFUSALS as readonly string[]).includes(code);

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
export function confirmPage(language: Language, asksCode: boolean, refusal?: Refusal): string {
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
    ${refusal === 'second_factor_missing' ? wayToSettings(words) : form(words, asksCode, refusal)}
    <a href="/">${words.back}</a>
  </main>
</html>
`;
}

const wayToSettings = ({ second_factor_missing, settings }: Words): string =>
  `<p>${second_factor_missing}</p>
    <a href="/settings">${settings}</a>`;

const form = (words: Words, asksCode: boolean, refusal?: Refusal): string =>
  `<p>${words.ask}</p>
    ${refusal ? `<p role="alert">${words[refusal]}</p>` : ''}
    <form method="post" action="/admin/confirm">
      <label>${words.password}
        <input name="password" type="password" autocomplete="current-password" required autofocus>
      </label>
      ${asksCode ? codeField(words) : ''}
      <button>${words.confirm}</button>
    </form>`;

const codeField = ({ code }: Words): string =>
  `<label>${code}
        <input name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="150" required>
      </label>`;
