import { Lexer, type Token, Tokenizer, type Tokens } from 'marked';
import { addressAt } from './links.js';

/** Deeper in each other quotes, lists and emphasis are text: what is nested without end costs time and stack. */
const DEEPEST = 8;

const QUOTED = /^ {0,3}> ?/;
const QUOTE = /^ {0,3}> +\S/;
/** Neither a sign alone nor a date (`31. 12. 2025`), nor a sum: what begins with `+` or `1)` reads well as it is. */
const LIST = /^ {0,3}(?:[*-]|\d{1,3}\.)[ \t]+(?!(?:[*+-]|\d+[.)])(?:\s|$))\S/;
const IN_LIST = /^(?: {0,3}(?:[*-]|\d{1,3}\.)(?:\s|$)|[ \t]|$)/;
/** Also as people write it who never saw the rules: the code on the line of the fence, the fence behind the code. */
const FENCED = /^ {0,3}(`{3,})(?!`)((?:(?!\1)[^])+)\1[ \t]*(?:\n|$)/;
const FENCED_WITH_FENCE_INSIDE = /^ {0,3}(`{3,})([^`\n]*\n[^]*?\n) {0,3}\1[ \t]*(?:\n|$)/;
const LANGUAGE = /^[\w+#.-]*[ \t]*\n/;
/** The signs that mean something here: `\(^o^)/` and `\.` keep their backslash. */
const ESCAPED = /^\\([*_~`[\]#>\\-])/;
const NUMBER = /\p{N}/u;
/** Letters of scripts that put spaces between words. Where none do, emphasis stands in the midst of letters. */
const WORD = /[\p{N}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
/** What follows the signs of a file or a folder: `__init__.py`. */
const IN_PATH = /^_*[./\\][\p{L}\p{N}]/u;
/** A path (`C:\_new\*`), a regular expression, TeX, and the one face that everybody knows. */
const AS_TYPED = /(?:\b[a-z]:\\|\\\\?[\p{L}\p{N}])\S*|¯\\+_\(ツ\)_\/¯/iu;
const AS_TYPED_HERE = new RegExp(`^(?:${AS_TYPED.source})`, 'iu');

/** The Markdown that people mean in a chat. */
class ChatTokenizer extends Tokenizer {
  #depth = 0;

  override fences(src: string): Tokens.Code | undefined {
    const found = FENCED.exec(src) ?? FENCED_WITH_FENCE_INSIDE.exec(src);
    const text = found?.[2]?.replace(LANGUAGE, '').replace(/^\n|\n$/g, '') ?? '';
    return found && text.trim() !== '' ? { type: 'code', raw: found[0], text } : undefined;
  }

  override heading(src: string): Tokens.Heading | undefined {
    const token = super.heading(src);
    return token?.text === '' ? undefined : token;
  }

  /** Ends where the signs end: what stands on the next line is the answer. */
  override blockquote(src: string): Tokens.Blockquote | undefined {
    if (!QUOTE.test(src)) return undefined;
    return this.#within(() => {
      const raw = linesWhile(src, QUOTED);
      const text = raw.replace(new RegExp(QUOTED, 'gm'), '');
      const { state } = this.lexer;
      const { top } = state;
      state.top = true;
      const tokens = this.lexer.blockTokens(text, []);
      state.top = top;
      return { type: 'blockquote', raw, text, tokens };
    });
  }

  /** Ends where neither a sign nor a space begins the line. */
  override list(src: string): Tokens.List | undefined {
    if (!LIST.test(src)) return undefined;
    return this.#within(() => super.list(linesWhile(src, IN_LIST)));
  }

  override escape(src: string): Tokens.Escape | undefined {
    const [raw, text] = ESCAPED.exec(src) ?? [];
    return raw === undefined || text === undefined ? undefined : { type: 'escape', raw, text };
  }

  /** `2*3*4` and `2**3**4` are sums, `a*b` is a name, `*.ts` are files. */
  override emStrong(src: string, masked: string, previous = ''): Tokens.Em | Tokens.Strong | undefined {
    if (!/^(?:\*+[^*./]|_)/.test(src)) return undefined;
    const before = beforeRun(masked, masked.length - src.length);
    if (NUMBER.test(before) || (!/^(?:\*\*|__)/.test(src) && WORD.test(before))) return undefined;
    const token = this.#within(() => super.emStrong(src, masked, previous));
    if (!token) return undefined;
    const behind = src.slice(token.raw.length);
    const notBehind = token.type === 'em' ? WORD : NUMBER;
    return notBehind.test(behind.charAt(0)) || (src.startsWith('_') && IN_PATH.test(behind)) ? undefined : token;
  }

  override del(src: string, masked: string, previous = ''): Tokens.Del | undefined {
    return src.startsWith('~~') ? this.#within(() => super.del(src, masked, previous)) : undefined;
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return this.#within(() => super.link(src));
  }

  /** A web address, in which no sign means anything. */
  override url(src: string): Tokens.Link | undefined {
    const text = addressAt(src);
    return text === null ? undefined : { type: 'link', raw: text, text, href: text, autolink: true, tokens: [] };
  }

  #within<T>(read: () => T): T | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }
}

/** What stands in the text as it was typed. */
const LEFT_OUT = ['code', 'hr', 'html', 'def', 'table', 'lheading', 'tag', 'reflink', 'autolink'] as const;
const nothing = (): undefined => undefined;

/** Reads a text. It may throw: what reads it is large, and is handed whatever people type. */
export function tokensOf(body: string): Token[] {
  const tokenizer = Object.assign(new ChatTokenizer(), Object.fromEntries(LEFT_OUT.map((rule) => [rule, nothing])));
  const lexer = new Lexer({
    gfm: true,
    tokenizer,
    extensions: { renderers: {}, childTokens: {}, inline: [asTyped], startInline: [startOfTyped] },
  });
  // The tokenizer asks for it only in lists, to take `[ ]` out of them.
  tokenizer.options = { ...lexer.options, gfm: false };
  return lexer.lex(body);
}

function asTyped(src: string): Tokens.Text | undefined {
  const raw = AS_TYPED_HERE.exec(src)?.[0];
  return raw === undefined ? undefined : { type: 'text', raw, text: raw };
}

function startOfTyped(src: string): number {
  return src.includes('\\') ? src.search(AS_TYPED) : -1;
}

function linesWhile(src: string, pattern: RegExp): string {
  const lines = src.split('\n');
  const end = lines.findIndex((line) => !pattern.test(line));
  return lines.slice(0, end === -1 ? lines.length : end).join('\n');
}

/** What stands before the run of signs that a position is in. */
function beforeRun(masked: string, position: number): string {
  let start = position;
  while (start > 0 && masked[start - 1] === masked[position]) start--;
  return masked.charAt(start - 1);
}
