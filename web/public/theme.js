// Sets theme and density before the first paint. A file of its own, because the content security policy allows no inline script.
(function () {
  var choice = 'auto';
  var density = 'comfortable';
  try {
    choice = localStorage.getItem('veche.theme') || choice;
    density = localStorage.getItem('veche.density') || density;
  } catch {
    // Storage can be forbidden; the system's theme is then used.
  }
  var dark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.density = density;
})();
