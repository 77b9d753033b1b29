import type { ReactNode } from 'react';
import style from './news.module.css';
import type { Block } from './queries';

type Span = Block['spans'][number];

/** The body of an article. Everything in it is text that React writes: nothing is read as HTML. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  const shown: ReactNode[] = [];
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at];
    if (block?.kind !== 'ITEM') {
      if (block) shown.push(<One key={at} block={block} />);
      at++;
      continue;
    }
    let end = at;
    while (blocks[end]?.kind === 'ITEM') end++;
    shown.push(<Items key={at} items={blocks.slice(at, end)} />);
    at = end;
  }
  return <>{shown}</>;
}

/** Items that follow each other: one list, deeper ones within it. */
function Items({ items }: { items: readonly Block[] }) {
  const level = items[0]?.level ?? 1;
  const List = items[0]?.number == null ? 'ul' : 'ol';
  const own = items.flatMap((item, at) => (item.level <= level ? [at] : []));
  return (
    <List {...(items[0]?.number != null && { start: items[0].number })}>
      {own.map((at, number) => {
        const below = items.slice(at + 1, own[number + 1] ?? items.length);
        return (
          <li key={at}>
            <Text spans={items[at]?.spans ?? []} />
            {below.length > 0 && <Items items={below} />}
          </li>
        );
      })}
    </List>
  );
}

function One({ block }: { block: Block }) {
  const { kind, level, spans, picture } = block;
  switch (kind) {
    case 'HEADING':
      return level === 2 ? (
        <h2>
          <Text spans={spans} />
        </h2>
      ) : (
        <h3>
          <Text spans={spans} />
        </h3>
      );
    case 'QUOTE':
      return (
        <blockquote>
          <Text spans={spans} />
        </blockquote>
      );
    case 'CODE':
      return (
        <pre>
          <code>{spans[0]?.text}</code>
        </pre>
      );
    case 'RULE':
      return <hr />;
    case 'PICTURE':
      return picture && <img className={style['picture']} src={picture.large} width={picture.width} height={picture.height} alt={spans[0]?.text ?? ''} loading="lazy" />;
    default:
      return (
        <p>
          <Text spans={spans} />
        </p>
      );
  }
}

function Text({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, at) => <Piece key={at} span={span} />);
}

function Piece({ span }: { span: Span }) {
  let said: ReactNode = span.text;
  if (span.code) said = <code>{said}</code>;
  if (span.emphasis) said = <em>{said}</em>;
  if (span.strong) said = <strong>{said}</strong>;
  // The server lets through addresses of http, https and mailto alone.
  if (span.href) {
    said = (
      <a href={span.href} rel="noopener noreferrer nofollow ugc">
        {said}
      </a>
    );
  }
  return said;
}
