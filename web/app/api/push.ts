// Web Push in this browser: its subscription, and the worker that shows what comes.

/** A browser as the API takes it. */
export interface PushBrowser {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** Whether this browser shows notices of pages: only on secure pages, and not everywhere. */
export const pushPossible = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** The subscription of this browser, if it has one. */
export async function pushSubscription(): Promise<PushSubscription | undefined> {
  if (!pushPossible()) return undefined;
  const worker = await navigator.serviceWorker.getRegistration('/');
  return (await worker?.pushManager.getSubscription()) ?? undefined;
}

/** Asks the reader, then subscribes this browser; undefined when the reader, or the browser, says no. */
export async function openPush(key: string): Promise<PushBrowser | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  const worker = await navigator.serviceWorker.register('/push.js');
  await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  // Subscribed with the key of another installation, or of an earlier database: it would take nothing of this one.
  if (before && base64url(before.options.applicationServerKey) !== key) await before.unsubscribe();
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
  };
}

/** Ends the subscription of this browser and returns the address that it had. */
export async function closePush(): Promise<string | undefined> {
  const subscription = await pushSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint;
}

function base64url(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
