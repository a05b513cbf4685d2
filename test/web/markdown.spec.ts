import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS } from '../../src/contract/limits.js';
import { emphasised } from '../../web/src/state/emphasis.js';
import { type Block, blocksOf, plainText, type Words } from '../../web/src/state/markdown.js';

/** Blocks as HTML would have them, to be read by people. */
const drawn = (body: string): string => blocksOf(body).map(drawnBlock).join('');

function drawnBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${drawnWords(block.words)}</p>`;
    case 'code':
      return `<pre>${block.text}</pre>`;
    case 'quote':
      return `<quote>${block.blocks.map(drawnBlock).join('')}</quote>`;
    case 'list': {
      const items = block.items.map(({ number, blocks }) => {
        const value = block.ordered ? ` ${number}` : '';
        return `<li${value}>${blocks.map(drawnBlock).join('')}</li>`;
      });
      return block.ordered ? `<ol>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
    }
  }
}

function drawnWords(words: readonly Words[]): string {
  return words
    .map((each) => {
      if ('text' in each) return each.kind === 'code' ? `<code>${each.text}</code>` : each.text;
      const inside = drawnWords(each.words);
      return each.kind === 'link'
        ? `<a ${each.href} (${each.host ?? ''})>${inside}</a>`
        : `<${each.kind}>${inside}</${each.kind}>`;
    })
    .join('');
}

const asTyped = (body: string): string => `<p>${body}</p>`;

describe('a message', () => {
  it.each([
    ['**bold** and __bold__', '<p><strong>bold</strong> and <strong>bold</strong></p>'],
    ['*italic*, _italic_!', '<p><em>italic</em>, <em>italic</em>!</p>'],
    ['~~no~~ ~5 or ~6', '<p><del>no</del> ~5 or ~6</p>'],
    ['***both***', '<p><em><strong>both</strong></em></p>'],
    ['**over\ntwo** lines', '<p><strong>over\ntwo</strong> lines</p>'],
    ['这是**重点**内容', '<p>这是<strong>重点</strong>内容</p>'],
    ['`a *b* c` and ``a ` b``', '<p><code>a *b* c</code> and <code>a ` b</code></p>'],
    ['one\ntwo\n\n\n\nthree `x`', '<p>one\ntwo</p><p>three <code>x</code></p>'],
    ['# 1 thing\nmore', '<p><strong>1 thing</strong></p><p>more</p>'],
    ['\\*not\\* \\_this\\_ \\`one\\`, \\- \\\\', '<p>*not* _this_ `one`, - \\</p>'],
  ])('%j has its words marked: %s', (body, expected) => {
    expect(drawn(body)).toBe(expected);
  });

  it.each([
    ['> said\nan answer', '<quote><p>said</p></quote><p>an answer</p>'],
    ['> a\n>\n> b', '<quote><p>a</p><p>b</p></quote>'],
    ['> > a\n> b', '<quote><quote><p>a</p></quote><p>b</p></quote>'],
    ['- a\n- b\nthanks', '<ul><li><p>a</p></li><li><p>b</p></li></ul><p>thanks</p>'],
    ['* a\n  - b', '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>'],
    ['- [ ] do\n- [x] done', '<ul><li><p>[ ] do</p></li><li><p>[x] done</p></li></ul>'],
    ['3. foo', '<ol><li 3><p>foo</p></li></ol>'],
    ['1. yes\n3. no\n3. or', '<ol><li 1><p>yes</p></li><li 3><p>no</p></li><li 3><p>or</p></li></ol>'],
    ['- > a\n- ```\n  b\n  ```', '<ul><li><quote><p>a</p></quote></li><li><pre>b</pre></li></ul>'],
  ])('%j has quotes and lists, which end with their signs: %s', (body, expected) => {
    expect(drawn(body)).toBe(expected);
  });

  it.each([
    ['```js\nlet *a*;\n\n  b\n```\nend', '<pre>let *a*;\n\n  b</pre><p>end</p>'],
    ['```one line```', '<pre>one line</pre>'],
    ['```\none\ntwo```', '<pre>one\ntwo</pre>'],
    ['````\n```\ninside\n```\n````', '<pre>```\ninside\n```</pre>'],
    ['```\na ``` b\n```', '<pre>a ``` b</pre>'],
    ['see ```a\n  b``` there', '<p>see <code>a\n  b</code> there</p>'],
    ['```\nnever *closed*', '<p>```\nnever <em>closed</em></p>'],
    ['```\n```', '<p>```\n```</p>'],
  ])('%j has its code as it is: %s', (body, expected) => {
    expect(drawn(body)).toBe(expected);
  });

  it.each([
    'a && b, 1 < 2 > 0, &lt; &amp; &#65; & &copy;',
    '<b>bold</b> <script>alert(1)</script> <!-- no -->',
    '<div onclick="x">\n</div>',
    'snake_case_name __a @ann_b 2*3*4 2**3**4 5 * 3 * 2 a*b',
    '*.ts and *.js, src/**/*.ts',
    '__init__.py src/__tests__/a.ts _private_.txt',
    'C:\\dir\\* C:\\_new\\*.* \\\\server\\share\\* \\d+\\.\\d+ \\alpha_1',
    '¯\\_(ツ)_/¯ \\(^o^)/ :-) >:( :-* ^_^',
    'http://x.y/a_b_c_d https://x.y/_a_/*b* <https://x.y/_z_>',
    '    indented\n      and more_',
    'text\n---\ntext_',
    'text\n===\ntext_',
    '[foo]: https://example.org\n[foo] [ ] [x][y]',
    '| a | b |\n|---|---|\n| 1 | 2_ |',
    '![cat](https://example.org/cat.png)',
    ...['---', '***', '* * *', '- - -', '___', '~~~ hi', '`', '**', '****', '[]()', '\\'],
    ...['-', '- ', '*', '+', '+1', '+ 7 999 1234', '#', '# ', '#tag', '1.', '1. ', '>', '> ', '>text', '>:('],
    ...['31. 12. 2025', '2025. A year', '1) one\n2) two', '- - a', 'see\n2. this_'],
    'price*\n*without VAT',
  ])('%j stays as it was typed', (body) => {
    expect(drawn(body)).toBe(asTyped(body));
    expect(plainText(body)).toBe(body.trim());
    // What else is marked in it changes nothing.
    if (!/^[\s>`*\\#~-]|^\d/.test(body)) expect(drawn(`*so* ${body}`)).toBe(`<p><em>so</em> ${body}</p>`);
  });
});

describe('a link with words', () => {
  it.each([
    ['[here](https://example.org/a_b_c)', 'https://example.org/a_b_c', 'example.org', 'here'],
    ['[**a** `b`](http://localhost:80)', 'http://localhost/', 'localhost', '<strong>a</strong> <code>b</code>'],
    ['[example.org/a](https://www.example.org/b)', 'https://www.example.org/b', 'www.example.org', 'example.org/a'],
    ['[v1.2.30, e.g.](https://example.org:81)', 'https://example.org:81/', 'example.org:81', 'v1.2.30, e.g.'],
    ['[https://example.org](https://example.org)', 'https://example.org/', '', 'https://example.org'],
    ['[@ann](https://example.org "title")', 'https://example.org/', 'example.org', '@ann'],
  ])('%s leads to %s, and says that it is at %j', (body, href, host, words) => {
    expect(drawn(body)).toBe(`<p><a ${href} (${host})>${words}</a></p>`);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.cd',
    '/c/1',
    '//x.y',
    'x.y',
    '',
  ])('is none where it leads to %j', (href) => {
    expect(drawn(`[here](${href})`)).toBe(asTyped(`[here](${href})`));
  });

  it.each([
    ...['bank.example', 'https://bank.example', 'log in at www.bank.example now', '//bank.example', 'bank.example.'],
    ...['bank。example', 'bank．example', 'bank․example', 'bank.\u200bexample', '**bank**.example', 'ann@bank.example'],
    ...['https://evil.example@bank.example', '10.0.0.1', ' ', 'bank\\.example'],
  ])('is none where %j seems to be another address: what was typed is shown', (words) => {
    const body = `[${words}](https://evil.example)`;
    expect(drawn(body)).toBe(asTyped(body));
  });
});

describe('in one line', () => {
  it.each([
    ['**hi** `x` [there](https://x.y) ~~no~~', 'hi x there no'],
    ['```js\nlet a;\nlet b;\n```', 'let a;\nlet b;'],
    ['> said\nan answer', 'said\nan answer'],
    ['# Title\n- one\n- two\n\n3. three\n7. seven', 'Title\none\ntwo\n3. three\n7. seven'],
    ['  plain  ', 'plain'],
  ])('%j is its words: %j', (body, words) => {
    expect(plainText(body)).toBe(words);
  });
});

describe('stars put around what is selected', () => {
  /** `|` stands at both ends of the selection. */
  const pressed = (marked: string, stars: '*' | '**'): string => {
    const [before = '', chosen = '', behind = ''] = marked.split('|');
    const selection = { text: before + chosen + behind, start: before.length, end: (before + chosen).length };
    const { text, start, end } = emphasised(selection, stars);
    return [text.slice(0, start), text.slice(start, end), text.slice(end)].join('|');
  };

  it.each<[string, '*' | '**', string]>([
    ['a |word| b', '**', 'a **|word|** b'],
    ['a| word |b', '*', 'a *|word|* b'],
    ['a ||b', '**', 'a **||**b'],
    ['a **|word|** b', '**', 'a |word| b'],
    ['a **|word|** b', '*', 'a ***|word|*** b'],
    ['a ***|word|*** b', '*', 'a **|word|** b'],
    ['a *|word|* b', '**', 'a ***|word|*** b'],
    ['**||**', '**', '||'],
  ])('make of %j with %j: %j', (before, stars, after) => {
    expect(pressed(before, stars)).toBe(after);
  });
});

describe('hostile text', () => {
  const depthOf = (blocks: readonly Block[]): number => {
    const within = (block: Block): number => {
      if (block.kind === 'quote') return depthOf(block.blocks);
      if (block.kind === 'list') return Math.max(...block.items.map((item) => depthOf(item.blocks)));
      return block.kind === 'code' ? 0 : depthOfWords(block.words);
    };
    return 1 + Math.max(0, ...blocks.map(within));
  };
  const depthOfWords = (words: readonly Words[]): number =>
    Math.max(0, ...words.map((each) => ('words' in each ? 1 + depthOfWords(each.words) : 0)));
  const pieces = [
    '>',
    '> ',
    '[',
    '*',
    '- ',
    '`',
    '_',
    '~~',
    '![',
    '[a](',
    '*a ',
    '*a **b _c ',
    '[[a](u)',
    '1. ',
    '> - ',
  ];
  const nested = Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n');

  it.each([...pieces.map((piece) => piece.repeat(LIMITS.messageBody).slice(0, LIMITS.messageBody)), nested])(
    'is neither too deep nor lost: %.12s…',
    (body) => {
      expect(depthOf(blocksOf(body))).toBeLessThanOrEqual(20);
      expect(plainText(body).length).toBeGreaterThan(0);
    },
  );

  it('of any kind is read, and nothing is in it that was not typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom(
        '*',
        '_',
        '**',
        '~~',
        '`',
        '```',
        '[',
        '](',
        ')',
        'https://a.b',
        '\n',
        '> ',
        '- ',
        '1. ',
        '\\',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (typed) => {
        const body = typed.join('');
        const rest = [...body.replace(/\r\n?/g, '\n')];
        for (const character of plainText(body)) {
          if (character === '\n') continue;
          const at = rest.indexOf(character);
          expect([body, character, at]).not.toEqual([body, character, -1]);
          rest.splice(0, at + 1);
        }
      }),
    );
  });
});
