// What a page showed, at each moment: looking from outside comes late, and misses what was there for a blink.

/** Notes, from now on, the connection, the viewer's places and the places of events whenever one of them changes. */
export function note(page) {
  return page.evaluate(() => {
    const now = () => ({
      connection: document.querySelector('[data-connection]')?.dataset.connection,
      mine: [...document.querySelectorAll('[data-mine]')].map((one) => one.dataset.mine),
      places: Object.fromEntries([...document.querySelectorAll('[data-event]')].map((one) => [one.dataset.event, one.querySelector('[data-places]')?.textContent])),
    });
    window.shown = [now()];
    const look = () => {
      const next = now();
      if (JSON.stringify(next) !== JSON.stringify(window.shown.at(-1))) window.shown.push(next);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

/** What was noted so far, and begins anew. */
export function noted(page) {
  return page.evaluate(() => window.shown.splice(0, window.shown.length - 1));
}
