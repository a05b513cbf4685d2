import { memo, type ReactNode, useMemo } from 'react';
import { isEmojisOnly } from '../state/emojis-only.js';
import { partsOf, placeIn } from '../state/links.js';
import { type Block, blocksOf, type Words } from '../state/markdown.js';
import { useChat } from './client-context.js';
import { useDialogs } from './dialogs.js';
import { followHere } from './follow-here.js';
import { EVERYBODY, mentionParts, type Named, NOBODY } from './mention-parts.js';
import { PersonCard } from './person-card.js';
import { useRowTabIndex } from './row-tab-index.js';

export interface MessageTextProps {
  id?: string;
  text: string;
  /** Not said yet. */
  quiet?: boolean;
  named?: Named;
  /** Stands behind the last word. */
  mark?: ReactNode;
}

/**
 * What a person wrote, with its Markdown, web addresses as links and the people it names. Elements and text nodes only:
 * no HTML is made on the way, so nothing that anybody writes can become markup that is not named here.
 */
export const MessageText = memo(function MessageText(props: MessageTextProps): ReactNode {
  const { id, text, quiet = false, named = NOBODY, mark } = props;
  const blocks = useMemo(() => blocksOf(text), [text]);
  const look = `wrap-anywhere whitespace-pre-wrap ${quiet ? 'text-quiet' : ''} ${isEmojisOnly(text) ? 'text-4xl/snug' : ''}`;
  const [first] = blocks;
  // As most are: one element.
  if (first?.kind === 'paragraph' && blocks.length === 1)
    return (
      <p id={id} dir="auto" className={look}>
        <WordsView words={first.words} named={named} />
        {mark}
      </p>
    );
  const marked = endsInWords(blocks);
  return (
    <div id={id} className={`flex flex-col gap-1.5 [&>p+p]:mt-1.5 ${look}`}>
      <Blocks dir="auto" blocks={blocks} named={named} mark={marked && mark} />
      {!marked && mark && <p>{mark}</p>}
    </div>
  );
});

/** Within a quote or behind code a mark would be part of what others said. */
function endsInWords(blocks: readonly Block[]): boolean {
  const last = blocks.at(-1);
  return last?.kind === 'paragraph' || (last?.kind === 'list' && endsInWords(last.items.at(-1)?.blocks ?? []));
}

interface BlocksProps {
  blocks: readonly Block[];
  named: Named;
  /** For the outermost: what has a direction of its own does not count for what is around it. */
  dir?: 'auto';
  mark?: ReactNode;
}

function Blocks({ blocks, named, dir, mark }: BlocksProps): ReactNode {
  return blocks.map((block, index) => (
    <BlockView key={index} dir={dir} block={block} named={named} mark={index === blocks.length - 1 && mark} />
  ));
}

interface BlockViewProps {
  block: Block;
  named: Named;
  dir: 'auto' | undefined;
  mark: ReactNode;
}

function BlockView({ block, named, dir, mark }: BlockViewProps): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir={dir}>
          <WordsView words={block.words} named={named} />
          {mark}
        </p>
      );
    case 'code':
      return (
        <pre
          dir={dir}
          className="my-0.5 rounded-lg border border-line bg-hover px-3 py-2 font-mono text-sm whitespace-pre-wrap"
        >
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote dir={dir} className="my-0.5 flex flex-col gap-1.5 border-s-3 border-edge ps-3">
          <Blocks blocks={block.blocks} named={named} />
        </blockquote>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List dir={dir} className={block.ordered ? 'list-decimal ps-7' : 'list-disc ps-6'}>
          {block.items.map(({ number, blocks }, index) => (
            <li key={index} value={block.ordered ? number : undefined}>
              <Blocks blocks={blocks} named={named} mark={index === block.items.length - 1 && mark} />
            </li>
          ))}
        </List>
      );
    }
  }
}

interface WordsViewProps {
  words: readonly Words[];
  named: Named;
  /** A link holds neither links nor buttons. */
  inLink?: boolean;
}

function WordsView({ words, named, inLink = false }: WordsViewProps): ReactNode {
  return words.map((each, index) => {
    switch (each.kind) {
      case 'text':
        return inLink ? each.text : <Typed key={index} text={each.text} named={named} />;
      case 'code':
        return (
          <code
            key={index}
            className="rounded border border-line bg-hover box-decoration-clone px-1 font-mono text-[0.9em]"
          >
            {each.text}
          </code>
        );
      case 'link':
        return (
          <OutLink key={index} href={each.href} title={each.host ?? undefined}>
            <WordsView words={each.words} named={named} inLink />
          </OutLink>
        );
      default: {
        const Tag = each.kind;
        return (
          <Tag key={index}>
            <WordsView words={each.words} named={named} inLink={inLink} />
          </Tag>
        );
      }
    }
  });
}

function Typed({ text, named }: { text: string; named: Named }): ReactNode {
  return partsOf(text).map((part, index) =>
    part.href === null ? (
      mentionParts(part.text, named).map(({ text, userId }, at) =>
        userId === null ? text : <Mention key={`${index}-${at}`} text={text} userId={userId} />,
      )
    ) : (
      <OutLink key={index} href={part.href}>
        {part.text}
      </OutLink>
    ),
  );
}

function OutLink({
  href,
  title,
  children,
}: {
  href: string;
  title?: string | undefined;
  children: ReactNode;
}): ReactNode {
  const tabIndex = useRowTabIndex();
  const place = placeIn(location.origin, href);
  if (place !== null)
    return (
      <a href={place} title={title} tabIndex={tabIndex} className="link" onClick={followHere}>
        {children}
      </a>
    );
  return (
    <a
      href={href}
      title={title}
      target="_blank"
      rel="noopener noreferrer nofollow"
      tabIndex={tabIndex}
      className="link"
    >
      {children}
    </a>
  );
}

function Mention({ text, userId }: { text: string; userId: string }): ReactNode {
  const show = useDialogs();
  const tabIndex = useRowTabIndex();
  const mine = useChat((state) => userId === EVERYBODY || userId === state.me?.id);
  const look = mine ? 'bg-warning-soft text-warning' : 'bg-accent-soft text-accent';
  const className = `rounded px-0.5 font-semibold ${look}`;
  if (userId === EVERYBODY) return <mark className={className}>{text}</mark>;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      data-mention={mine ? 'me' : 'other'}
      className={`inline text-start hover:underline ${className}`}
      onClick={() => {
        show((onClose) => <PersonCard userId={userId} onClose={onClose} />);
      }}
    >
      {text}
    </button>
  );
}
