import type { MarkedToken, Token, Tokens } from 'marked';
import { webAddress } from './links.js';
import { tokensOf } from './markdown-lexer.js';

export type Words =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'em' | 'del'; words: Words[] }
  /** `host` is told where the words do not show it. */
  | { kind: 'link'; href: string; host: string | null; words: Words[] };

export type Block =
  | { kind: 'paragraph'; words: Words[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; items: ListItem[] };

export interface ListItem {
  /** As it was typed, also where it does not follow the one before. */
  number: number;
  blocks: Block[];
}

/** Without any of these a text is one paragraph, and most are; nothing is read then. */
const MARKUP = /[*_`~[\\]|^ {0,3}(?:#{1,6}\s|> |-\s|\d{1,3}\.\s)/mu;

/** What a message says, as it is to be drawn. Whatever is no Markdown of ours is in it as it was typed. */
export function blocksOf(body: string): Block[] {
  if (!MARKUP.test(body)) return [paragraph([text(body)])];
  try {
    return tokensOf(body).flatMap(blockOf);
  } catch {
    return [paragraph([text(body)])];
  }
}

/** What a message says where only words have room: line by line, without the signs. */
export function plainText(body: string): string {
  return linesOf(blocksOf(body)).trim();
}

const text = (typed: string): Words => ({ kind: 'text', text: typed });
const paragraph = (words: Words[]): Block => ({ kind: 'paragraph', words });

function blockOf(each: Token): Block | [] {
  const token = each as MarkedToken;
  switch (token.type) {
    case 'space':
      return [];
    case 'code':
      return { kind: 'code', text: token.text };
    case 'blockquote':
      return { kind: 'quote', blocks: token.tokens.flatMap(blockOf) };
    case 'list':
      return { kind: 'list', ordered: token.ordered, items: token.items.map(itemOf) };
    case 'heading':
      return paragraph([{ kind: 'strong', words: wordsOf(token.tokens) }]);
    case 'paragraph':
    case 'text':
      return paragraph(token.tokens ? wordsOf(token.tokens) : [text(token.raw)]);
    default:
      return paragraph([text(token.raw)]);
  }
}

function itemOf({ raw, tokens }: Tokens.ListItem): ListItem {
  return { number: Number.parseInt(raw.trimStart(), 10), blocks: tokens.flatMap(blockOf) };
}

function wordsOf(tokens: readonly Token[]): Words[] {
  const words: Words[] = [];
  for (const token of tokens) {
    const next = wordOf(token);
    const last = words.at(-1);
    // Joined, so that addresses and names are found in what was cut for other reasons.
    if (next.kind === 'text' && last?.kind === 'text') last.text += next.text;
    else words.push(next);
  }
  return words;
}

/** The reader has decoded some character references in `text`, and only there: `raw` is what was typed. */
function wordOf(each: Token): Words {
  const token = each as MarkedToken;
  switch (token.type) {
    case 'escape':
      return text(token.text);
    case 'codespan':
      return token.text.trim() === '' ? text(token.raw) : { kind: 'code', text: codeIn(token.raw) };
    case 'strong':
    case 'em':
    case 'del':
      return { kind: token.type, words: wordsOf(token.tokens) };
    case 'link':
      return linkOf(token) ?? text(token.raw);
    default:
      return text(token.raw);
  }
}

/** With its line breaks: many people put a fence in the midst of a line. */
function codeIn(raw: string): string {
  const code = raw.replace(/^`+|`+$/g, '');
  return /^\s.*\S.*\s$/s.test(code) ? code.slice(1, -1) : code;
}

function linkOf({ href: typed, tokens, autolink }: Tokens.Link): Words | null {
  const href = autolink ? null : webAddress(typed);
  if (href === null) return null;
  const words = wordsOf(tokens);
  const { host, hostname } = new URL(href);
  const said = saidBy(words).trim();
  if (said === '' || namesOtherPlace(said, href, hostname)) return null;
  return { kind: 'link', href, host: webAddress(said) === href ? null : host, words };
}

/** Words that look like another address than the one they lead to deceive, whether they are meant to or not. */
function namesOtherPlace(said: string, href: string, hostname: string): boolean {
  const plain = said.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (/:\/\/|^\/\//.test(plain)) return webAddress(plain) !== href;
  return plain.split(/[^\p{L}\p{M}\p{N}.。-]+/u).some((word) => {
    const name = word.replace(/[.。]+$/u, '');
    return /[.。]\p{L}[^.。]+$|^\d+(?:\.\d+){3}$/u.test(name) && hostOf(name) !== withoutWww(hostname);
  });
}

function hostOf(name: string): string | null {
  const address = `https://${name}`;
  return URL.canParse(address) ? withoutWww(new URL(address).hostname) : null;
}

const withoutWww = (hostname: string): string => hostname.replace(/^www\./, '');

function linesOf(blocks: readonly Block[]): string {
  return blocks.map(lineOf).join('\n');
}

function lineOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return saidBy(block.words);
    case 'code':
      return block.text;
    case 'quote':
      return linesOf(block.blocks);
    case 'list':
      return block.items
        .map(({ number, blocks }) => (block.ordered ? `${number}. ${linesOf(blocks)}` : linesOf(blocks)))
        .join('\n');
  }
}

function saidBy(words: readonly Words[]): string {
  return words.map((each) => ('words' in each ? saidBy(each.words) : each.text)).join('');
}
