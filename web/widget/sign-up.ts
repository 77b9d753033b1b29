/** What a person got, as the page of the network says it: nothing else leaves its frame. */
export interface Result {
  shiftId: string;
  /** NONE: who waited waits no more, and has no place. */
  state: 'CONFIRMED' | 'REQUESTED' | 'WAITING' | 'NONE';
  position: number | null;
}

type Said = { type: 'ready' } | { type: 'close' } | ({ type: 'result' } & Result);

/** How long the frame may take until it says that it is there; then a window is offered instead. */
const readyWithin = 10_000;

/**
 * What a message says, if it is one of the frame's: from the network's origin, from the very frame, of the shape that
 * the network's page sends. Everything else says nothing.
 */
export function heard(event: MessageEvent, network: string, frame: Window | null): Said | undefined {
  if (!frame || event.source !== frame || event.origin !== network) return undefined;
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null) return undefined;
  const own = (key: string): unknown => (Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined);
  if (own('from') !== 'erikti' || own('version') !== 1) return undefined;
  const type = own('type');
  if (type === 'ready' || type === 'close') return { type };
  const [shiftId, state, position] = [own('shiftId'), own('state'), own('position')];
  if (type !== 'result' || typeof shiftId !== 'string' || !/^shf_[\w-]{1,60}$/.test(shiftId)) return undefined;
  if (state !== 'CONFIRMED' && state !== 'REQUESTED' && state !== 'WAITING' && state !== 'NONE') return undefined;
  if (position !== null && !(Number.isSafeInteger(position) && Number(position) > 0)) return undefined;
  return { type, shiftId, state, position: position as number | null };
}

interface Words {
  title: string;
  close: string;
  window: string;
  refused: string;
}

/**
 * Opens the network's page on which one signs up in a dialog, and hands over what it came to. Where the page may not
 * stand in a frame, the dialog says so and has a link to a window.
 */
export function openSignUp(root: ShadowRoot, network: string, page: URL, words: Words, got: (result: Result) => void): void {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('part', 'dialog');
  dialog.setAttribute('aria-label', words.title);
  const close = Object.assign(document.createElement('button'), { type: 'button', className: 'close', textContent: '×' });
  close.setAttribute('aria-label', words.close);
  const frame = document.createElement('iframe');
  frame.title = words.title;
  frame.referrerPolicy = 'no-referrer';
  const framed = new URL(page);
  framed.searchParams.set('origin', location.origin);
  frame.src = framed.href;
  const refused = Object.assign(document.createElement('p'), { className: 'refused', hidden: true, textContent: words.refused });
  refused.setAttribute('role', 'alert');
  const link = Object.assign(document.createElement('a'), { href: page.href, target: '_blank', rel: 'noopener', textContent: words.window });
  link.setAttribute('part', 'window');
  dialog.append(close, refused, frame, link);

  const late = setTimeout(refuse, readyWithin);
  function refuse(): void {
    refused.hidden = false;
    frame.hidden = true;
  }
  function violated(event: SecurityPolicyViolationEvent): void {
    if (['frame-src', 'child-src'].includes(event.effectiveDirective) && event.blockedURI.startsWith(network)) refuse();
  }
  function listen(event: MessageEvent): void {
    const said = heard(event, network, frame.contentWindow);
    if (said?.type === 'ready') clearTimeout(late);
    else if (said?.type === 'close') dialog.close();
    else if (said) got({ shiftId: said.shiftId, state: said.state, position: said.position });
  }
  addEventListener('message', listen);
  document.addEventListener('securitypolicyviolation', violated);
  close.addEventListener('click', () => dialog.close());
  link.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    clearTimeout(late);
    removeEventListener('message', listen);
    document.removeEventListener('securitypolicyviolation', violated);
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
}
