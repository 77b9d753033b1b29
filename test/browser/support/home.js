// What stands on the home page.

/** The events on the page: their ids, and their places in words. */
export async function cards(page) {
  await page.locator('.card').nth(2).waitFor();
  return page.locator('.card').evaluateAll((all) =>
    all.map((card) => ({
      // The link to the subscription holds the id.
      id: decodeURIComponent(card.querySelector('.card-link a').href).match(/"eventId":"([^"]+)"/)[1],
      title: card.querySelector('h3').textContent,
      places: card.querySelector('.places').textContent,
    })),
  );
}

/** Waits until the line about the connection begins with a text. */
export function status(page, text) {
  return page.waitForFunction((text) => document.querySelector('.status').textContent.startsWith(text), text, {
    timeout: 60_000,
  });
}

/** Waits until the places of an event are a text. */
export function places(page, title, text) {
  const shows = ([title, text]) =>
    [...document.querySelectorAll('.card')].some(
      (card) => card.querySelector('h3').textContent === title && card.querySelector('.places').textContent === text,
    );
  return page.waitForFunction(shows, [title, text]);
}
