import { type RefObject, useEffect, useRef, useState } from 'react';
import { makeStore, useStore } from '../api/store';

/** So many cards of a page are followed all; a server has room for 50 operations on a socket. */
const few = 30;
const cards = makeStore(0);

/** Whether a card or row of a list is to be followed: where there are many, only while it can be seen, or nearly. */
export function useSeen<Of extends Element>(): [RefObject<Of | null>, boolean] {
  const card = useRef<Of>(null);
  const [seen, setSeen] = useState(false);
  const many = useStore(cards) > few;
  useEffect(() => {
    cards.set(cards.get() + 1);
    return () => cards.set(cards.get() - 1);
  }, []);
  useEffect(() => {
    if (!many || !card.current) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), { rootMargin: '25% 0px' });
    observer.observe(card.current);
    return () => observer.disconnect();
  }, [many]);
  return [card, !many || seen];
}
