// A pseudo-locale: the words of the pages with other letters, longer by two fifths as Kazakh and Russian are, so that
// what is clipped by words of such a length, or laid over others, shows in a language that everybody reads.

const letters = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', c: 'ç', n: 'ñ', s: 'š', y: 'ý', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };
const longer = 0.4;

const pseudo = (text) => {
  const said = text.replace(/[aeioucnsyAEIOU]/g, (letter) => letters[letter]);
  const words = text.trim().length > 1 ? ' lôrém'.repeat(Math.ceil((text.trim().length * longer) / 6)) : '';
  return said + words;
};

/** A message as it was built: a text, or its parts, of which the literal ones are words. */
function change(message) {
  if (typeof message === 'string') return pseudo(message);
  return message.map((part) => {
    if (typeof part === 'string') return pseudo(part);
    if (part.length < 3) return part;
    const [kind, name, options] = part;
    return [kind, name, Object.fromEntries(Object.entries(options).map(([option, words]) => [option, change(words)]))];
  });
}

/** Lets pages that read English read the pseudo-locale. */
export async function readPseudo(page) {
  await page.route(/\/assets\/en-[\w-]+\.js$/, async (route) => {
    const built = await (await route.fetch()).text();
    const { default: messages } = await import(`data:text/javascript;base64,${Buffer.from(built).toString('base64')}`);
    const changed = Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, change(message)]));
    await route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: `export default ${JSON.stringify(changed)}` });
  });
}

/** Texts of a page that are cut off, stand beside the page, or lie over another text. */
export function misplaced(page) {
  return page.evaluate(() => {
    const found = [];
    // What only screen readers get is clipped to nothing: a heading of a table, a word beside an icon.
    const clipped = (element) => {
      for (let one = element; one; one = one.parentElement) if (getComputedStyle(one).clipPath === 'inset(50%)') return true;
      return false;
    };
    const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !clipped(element);
    const name = (element) => `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 60)}`;
    const rolls = (element) => {
      for (let one = element; one; one = one.parentElement) if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
      return false;
    };
    const texts = [];
    for (const element of document.querySelectorAll('body *')) {
      if (!seen(element) || element.closest('svg')) continue;
      const style = getComputedStyle(element);
      const hides = /hidden|clip/.test(style.overflowX) || style.textOverflow === 'ellipsis';
      if (hides && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name(element)}`);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent.trim()) continue;
        const range = document.createRange();
        range.selectNode(node);
        for (const box of range.getClientRects()) {
          if (box.width < 2) continue;
          if (box.right > innerWidth + 1 && !rolls(element)) found.push(`beside the page: ${name(element)}`);
          texts.push({ element, box });
        }
      }
    }
    const apart = 3; // px: letters of neighbouring lines may touch
    for (let i = 0; i < texts.length; i++) {
      for (let j = i + 1; j < texts.length; j++) {
        const [a, b] = [texts[i], texts[j]];
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        if (rolls(a.element) !== rolls(b.element)) continue;
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        const fixed = [a, b].some(({ element }) => element.closest('header'));
        if (wide > apart && high > apart * 2 && !fixed) found.push(`over one another: ${name(a.element)} / ${name(b.element)}`);
      }
    }
    return [...new Set(found)];
  });
}
