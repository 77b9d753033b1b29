// What the page asks of the API: same origin, by POST, with the token of a session that lives in memory only.

import type { Own } from './mine';

export interface Problem {
  code: string;
  message: string;
  nextStep: string | null;
}

export interface Counts {
  state: string;
  capacity: number;
  available: number;
  waitlisted: number;
}

export interface Shift extends Own {
  id: string;
  title: string;
  startsAt: string;
  endsAt: string;
  guestSignup: boolean;
  signupPolicy: string;
  minAge: number;
  live: Counts;
  eligibility: { allowed: boolean; gates: { code: string; passed: boolean; message: string; nextStep: string | null }[] };
}

export interface Event {
  id: string;
  title: string;
  timeZone: string;
  organization: { name: string; sites: string[] };
  shifts: Shift[];
}

export interface Consent {
  kind: string;
  version: string;
  text: string;
}

/** What a sign-up came to. */
export interface Outcome {
  state: 'CONFIRMED' | 'REQUESTED' | 'WAITING';
  position: number | null;
  manageUrl?: string;
}

export const documents = {
  shift: {
    query: `query SignUpShift($id: ID!) {
      consentTexts { kind version text }
      node(id: $id) { ... on Shift { event {
        id title timeZone
        organization { name sites }
        shifts {
          id title startsAt endsAt guestSignup signupPolicy minAge
          live { id state capacity available waitlisted }
          eligibility { allowed gates { code passed message nextStep } }
          viewerSignup { id signupState: state }
          viewerWaitlistEntry { id position offer { id offerState: state expiresAt } }
        }
      } } }
    }`,
  },
  signIn: {
    query: `mutation SignUpSignIn($input: SignInInput!) {
      signIn(input: $input) { token viewer { volunteer { givenName familyName } } userErrors { code message nextStep } }
    }`,
  },
  signOut: { query: `mutation SignUpSignOut { signOut { signedOut } }` },
  signUp: {
    query: `mutation SignUpPlace($input: SignUpForShiftInput!) {
      signUpForShift(input: $input) {
        signup { id signupState: state } waitlistEntry { id position } userErrors { code message nextStep }
      }
    }`,
  },
  mine: {
    query: `query SignUpMine($id: ID!) {
      node(id: $id) { id ... on Shift {
        viewerSignup { id signupState: state }
        viewerWaitlistEntry { id position offer { id offerState: state expiresAt } }
      } }
    }`,
  },
  answer: {
    query: `mutation SignUpAnswer($input: AnswerOfferInput!) {
      answerOffer(input: $input) { userErrors { code message nextStep } }
    }`,
  },
  guestPlace: {
    query: `query SignUpGuestPlace($token: String!) {
      guestPlace(token: $token) { signupState waitlistState position offerExpiresAt }
    }`,
  },
  guestAnswer: {
    query: `mutation SignUpGuestAnswer($input: AnswerOfferAsGuestInput!) {
      answerOfferAsGuest(input: $input) { userErrors { code message nextStep } }
    }`,
  },
  guest: {
    query: `mutation SignUpGuest($input: SignUpAsGuestInput!) {
      signUpAsGuest(input: $input) {
        place { signupState waitlistState position } manageUrl userErrors { code message nextStep }
      }
    }`,
  },
};

/** Why nothing was answered: the network, or the server. */
export class Unanswered extends Error {}

let token: string | undefined;

/** Who asks from now on; nobody when undefined. It is kept nowhere but here. */
export function become(next: string | undefined): void {
  token = next;
}

export const signedIn = () => token !== undefined;

export async function ask<Data>(document: { query: string }, variables: object, language: string): Promise<Data> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'omit',
      // A session is ended also when the dialog is closed at that moment.
      keepalive: true,
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': language,
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: document.query, variables }),
    });
  } catch {
    throw new Unanswered();
  }
  const answer = (await response.json().catch(() => ({}))) as { data?: Data; errors?: { message: string }[] };
  if (!answer.data || answer.errors) throw new Unanswered(answer.errors?.[0]?.message ?? '');
  return answer.data;
}

/** Asks again with the same key when no answer came: what was done is not done twice. */
export async function askAgain<Data>(document: { query: string }, variables: object, language: string): Promise<Data> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask<Data>(document, variables, language);
    } catch (error) {
      if (!(error instanceof Unanswered) || error.message || attempt === 2) throw error;
      await new Promise((resolve) => setTimeout(resolve, 700 * (attempt + 1)));
    }
  }
}
