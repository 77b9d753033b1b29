// What stands on the pages: events with their places, and the state of the connection.

/** The events on the page: their ids, and their places in words. */
export async function cards(page) {
  await page.locator('[data-event]').first().waitFor();
  return page.locator('[data-event]').evaluateAll((all) =>
    all.map((card) => ({
      id: card.dataset.event,
      title: card.querySelector('h2, h3').textContent,
      places: card.querySelector('[data-places]').textContent,
    })),
  );
}

/** Waits until the connection is in a state: live, or lost. */
export async function connection(page, state) {
  await page.locator(`[data-connection="${state}"]`).waitFor({ state: 'attached', timeout: 60_000 });
  return page.locator('[data-connection]').textContent();
}

/** Waits until the places of an event are a text. */
export function places(page, eventId, text) {
  const shows = ([id, text]) => document.querySelector(`[data-event="${id}"] [data-places]`)?.textContent === text;
  return page.waitForFunction(shows, [eventId, text]);
}
