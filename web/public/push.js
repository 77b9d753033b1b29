// The service worker of the pages: it shows the notices that the server sends to this browser, and nothing else. It
// answers no request of a page, so nothing of the pages is kept by it.
addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

addEventListener('push', (event) => {
  // A browser must show something for each push.
  let shown = { title: 'Erikti', body: '', link: '/me', tag: 'erikti', lang: 'kk' };
  try {
    shown = { ...shown, ...event.data.json() };
  } catch {
    // what cannot be read is shown without its words
  }
  event.waitUntil(
    self.registration.showNotification(String(shown.title), {
      body: String(shown.body),
      lang: String(shown.lang),
      tag: String(shown.tag),
      data: { link: String(shown.link) },
    }),
  );
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  // Only into the pages themselves, whatever the message says.
  const asked = new URL(event.notification.data?.link ?? '/me', self.location.origin);
  const link = asked.origin === self.location.origin ? asked.href : '/me';
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((windows) => {
      const open = windows.find(({ url }) => new URL(url).origin === self.location.origin);
      return open ? open.focus().then((window) => window.navigate(link)) : self.clients.openWindow(link);
    }),
  );
});
