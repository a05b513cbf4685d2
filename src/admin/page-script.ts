/**
 * Runs in the panel's pages, in the place of the components that AdminJS would bundle: a bundler at the start of a server is
 * slow, and writes to its disk.
 */
export const PAGE_SCRIPT = `
(function (React, { useTranslation }, { Box, Button, MessageBox }) {
  const h = React.createElement;
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (...request) {
    // The session ended, or the password was confirmed too long ago: the page knows the way in.
    this.addEventListener('load', () => {
      if (this.status === 401 || this.responseText.includes('"confirmation_needed"')) location.reload();
    });
    return open.apply(this, request);
  };

  function Dashboard() {
    const { translateLabel } = useTranslation();
    return h('main', { style: { padding: 32 } },
      h('h1', { style: { fontSize: 24, marginBottom: 16 } }, translateLabel('dashboard')),
      h('p', null, translateLabel('choose')));
  }

  /** Sends an act to our own controller: AdminJS sends its own by GET. */
  async function send(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = response.status === 204 ? {} : await response.json();
    if (response.status === 401 || answer.code === 'confirmation_needed') location.reload();
    return response.ok ? { done: answer } : { refused: answer };
  }

  const WIDE = { display: 'block', boxSizing: 'border-box', width: '100%', marginTop: 4, padding: 8, font: 'inherit', color: 'inherit',
    background: 'transparent', border: '1px solid currentColor', borderRadius: 4 };
  const CHOICES = { hours: [1, 24, 168, 720, 8760], role: ['member', 'moderator', 'admin'] };

  function Field({ name, record }) {
    const { translateLabel, translateProperty } = useTranslation();
    const choices = CHOICES[name];
    const control = choices
      ? h('select', { name, style: WIDE, defaultValue: record.params[name] ?? choices[1] }, choices.map((choice) =>
          h('option', { key: choice, value: choice, style: { color: 'black' } }, translateLabel(name + '.' + choice))))
      : h('textarea', { name, rows: 3, maxLength: 500, autoFocus: true, style: WIDE });
    return h('label', { style: { display: 'block', marginBottom: 16 } }, translateProperty(name), control);
  }

  /** The form of an act upon a row. */
  function Act({ action, record, resource }) {
    const { t, translateAction, translateButton, translateMessage } = useTranslation();
    const [outcome, setOutcome] = React.useState({});
    const [busy, setBusy] = React.useState(false);
    const { asks } = action.custom;
    const back = '/admin/resources/' + resource.id + '/records/' + record.id + '/show';

    async function submit(event) {
      event.preventDefault();
      const given = new FormData(event.target);
      const body = Object.fromEntries(asks.map((name) => [name, name === 'hours' ? Number(given.get(name)) : given.get(name)]));
      setBusy(true);
      const path = '/admin/api/acts/' + resource.id + '/' + record.id + '/' + action.name;
      setOutcome(await send(path, body).catch(() => ({ refused: { code: 'unreachable', title: translateMessage('unreachable') } })));
      setBusy(false);
    }

    const { done, refused } = outcome;
    const title = translateAction(action.name, resource.id) + ': ' + record.title;
    if (done)
      return h(Box, { variant: 'white', role: 'status' },
        h('p', { style: { marginBottom: 16 } }, title + '. ' + translateMessage('done')),
        done.path && h('p', { style: { marginBottom: 16 } }, translateMessage('link'), ' ',
          h('code', { style: { userSelect: 'all', overflowWrap: 'anywhere' } }, location.origin + done.path)),
        h('a', { href: back }, translateButton('back')));
    return h(Box, { variant: 'white' },
      h('form', { onSubmit: submit, style: { maxWidth: 480 } },
        h('h2', { style: { fontSize: 18, marginBottom: 16 } }, title),
        asks.map((name) => h(Field, { key: name, name, record })),
        refused && h(MessageBox, { mb: 'default', variant: 'danger', role: 'alert',
          message: t('messages.' + refused.code, { defaultValue: refused.detail ?? refused.title }) }),
        h(Button, { type: 'submit', variant: 'contained', disabled: busy }, translateAction(action.name, resource.id))));
  }

  AdminJS.UserComponents = { Act, Dashboard };
})(React, AdminJS, AdminJSDesignSystem);
`;
