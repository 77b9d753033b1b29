const storageKey = 'erikti.fonts';
const longestWait = 8_000;
let begun = false;

/**
 * Fetches the fonts, once. On a first visit they wait until what the page is for is there: on a slow network they are as
 * long as everything else together, and the reader's own fonts show the same words. Who has them already gets them at
 * once, so that nothing moves.
 */
export function beginFonts(): void {
  if (begun) return;
  begun = true;
  void import('./fonts.css').then(() => keep());
}

/** Fetches the fonts now when this browser has them, else when what the page asked first is answered, or after some seconds. */
export function planFonts(): void {
  if (kept()) beginFonts();
  else setTimeout(beginFonts, longestWait);
}

// A browser may refuse its storage (private windows, blocked cookies): then each visit is a first one.
function kept(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null;
  } catch {
    return false;
  }
}

function keep(): void {
  try {
    localStorage.setItem(storageKey, '1');
  } catch {
    // see above
  }
}
