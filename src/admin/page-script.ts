/**
 * Runs in the panel's pages, in the place of the components that AdminJS would bundle: a bundler at the start of a server is
 * slow, and writes to its disk.
 */
export const PAGE_SCRIPT = `
(function (React, { useTranslation }) {
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
    return React.createElement('main', { style: { padding: 32 } },
      React.createElement('h1', { style: { fontSize: 24, marginBottom: 16 } }, translateLabel('dashboard')),
      React.createElement('p', null, translateLabel('choose')));
  }
  AdminJS.UserComponents = { Dashboard };
})(React, AdminJS);
`;
