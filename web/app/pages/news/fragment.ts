/** A fragment of a text as it is shown, with what stands around it, and where it is: what editors find it by again. */
export interface Fragment {
  part: 'TITLE' | 'SUMMARY' | 'BODY';
  quote: string;
  prefix: string;
  suffix: string;
  offset: number;
}

const longest = 500;
const around = 60;

/** The fragment that is selected within an article, if any: of the part that the selection begins in. */
export function selectedIn(article: Element | null): Fragment | undefined {
  const selection = document.getSelection();
  if (!article || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const part = start?.closest<HTMLElement>('[data-part]');
  if (!part || !article.contains(part)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(part);
  before.setEnd(range.startContainer, range.startOffset);
  const all = document.createRange();
  all.selectNodeContents(part);
  const characters = [...all.toString()];
  const offset = [...before.toString()].length;
  const inside = range.cloneRange();
  if (!part.contains(range.endContainer)) inside.setEndAfter(part.lastChild ?? part);
  const quote = [...inside.toString()].slice(0, longest);
  if (quote.join('').trim() === '') return undefined;
  return {
    part: part.dataset['part'] as Fragment['part'],
    quote: quote.join(''),
    prefix: characters.slice(Math.max(0, offset - around), offset).join(''),
    suffix: characters.slice(offset + quote.length, offset + quote.length + around).join(''),
    offset,
  };
}
