import type { Plugin } from 'vite';

/** Lets the browser fetch the page's script, and all that it imports, beside the first script, which asks for it. */
export function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'page');
        if (page?.type !== 'chunk') throw new Error('There is no chunk named page.');
        const others = [page.fileName, ...page.imports].filter((file) => !html.includes(file));
        return others.map((file) => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        }));
      },
    },
  };
}
