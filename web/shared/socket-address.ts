/** The API's address for subscriptions, on the host that served the page. */
export function socketAddress(): string {
  const address = new URL('/graphql', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  return address.href;
}
