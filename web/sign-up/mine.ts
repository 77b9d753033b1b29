import { ask, askAgain, documents, type Problem } from './api';

/** What somebody has on a shift. */
export interface Place {
  state: 'CONFIRMED' | 'REQUESTED' | 'WAITING' | 'OFFERED' | 'NONE';
  /** In the queue, 1 is the head. */
  position: number | null;
  /** Until when an offer stands. */
  until?: string;
}

/** The way to what one has: that of an account in this window, or of a guest's link. */
export interface Mine {
  read(): Promise<Place>;
  /** Takes the offered place, or declines it; what was refused, if anything. */
  answer(accept: boolean, idempotencyKey: string): Promise<Problem[]>;
}

/** What an account is told of its own places on a shift. */
export interface Own {
  viewerSignup: { signupState: string } | null;
  viewerWaitlistEntry: { position: number | null; offer: { id: string; offerState: string; expiresAt: string } | null } | null;
}

/** The place of who is signed in in this window. */
export function ofAccount(shiftId: string, language: string, own: Own): Mine {
  let offerId = own.viewerWaitlistEntry?.offer?.id;
  return {
    async read() {
      const { node } = await ask<{ node: Own | null }>(documents.mine, { id: shiftId }, language);
      offerId = node?.viewerWaitlistEntry?.offer?.id;
      return placeOf(node);
    },
    async answer(accept, idempotencyKey) {
      const input = { offerId, accept, idempotencyKey };
      const { answerOffer } = await askAgain<{ answerOffer: { userErrors: Problem[] } }>(documents.answer, { input }, language);
      return answerOffer.userErrors;
    },
  };
}

/** What an account has, as its shift says it. */
export function placeOf(own: Own | null): Place {
  const entry = own?.viewerWaitlistEntry;
  if (entry?.offer?.offerState === 'PENDING') return { state: 'OFFERED', position: null, until: entry.offer.expiresAt };
  if (entry) return { state: 'WAITING', position: entry.position };
  return placed(own?.viewerSignup?.signupState);
}

/** The place of a guest, by the secret of their link. */
export function ofGuest(manageUrl: string, language: string): Mine {
  const token = new URL(manageUrl).searchParams.get('place') ?? '';
  interface GuestPlace {
    signupState: string | null;
    waitlistState: string | null;
    position: number | null;
    offerExpiresAt: string | null;
  }
  return {
    async read() {
      const { guestPlace } = await ask<{ guestPlace: GuestPlace | null }>(documents.guestPlace, { token }, language);
      if (guestPlace?.offerExpiresAt) return { state: 'OFFERED', position: null, until: guestPlace.offerExpiresAt };
      if (guestPlace?.waitlistState) return { state: 'WAITING', position: guestPlace.position };
      return placed(guestPlace?.signupState);
    },
    async answer(accept, idempotencyKey) {
      const input = { token, accept, idempotencyKey };
      const { answerOfferAsGuest } = await askAgain<{ answerOfferAsGuest: { userErrors: Problem[] } }>(documents.guestAnswer, { input }, language);
      return answerOfferAsGuest.userErrors;
    },
  };
}

function placed(state: string | null | undefined): Place {
  return { state: state === 'CONFIRMED' || state === 'REQUESTED' ? state : 'NONE', position: null };
}
