import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment Refusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

const mySignup = graphql(`
  fragment MySignup on Signup @_unmask {
    id
    signupState: state
    freeUntil
    reason
  }
`);

const myEntry = graphql(`
  fragment MyEntry on WaitlistEntry @_unmask {
    id
    waitlistState: state
    position
    autoAccept
    blockedBy
    offer {
      id
      state
      expiresAt
    }
  }
`);

const myShift = graphql(
  `
    fragment MyShift on Shift @_unmask {
      id
      eligibility {
        allowed
        gates {
          code
          passed
          message
          nextStep
        }
      }
      viewerSignup {
        ...MySignup
      }
      viewerWaitlistEntry {
        ...MyEntry
      }
    }
  `,
  [mySignup, myEntry],
);

/** A shift as its panel shows it. */
export const shiftShown = graphql(
  `
    fragment ShiftShown on Shift @_unmask {
      ...MyShift
      title
      titleLocale
      startsAt
      endsAt
      opensAt
      closesAt
      cancelCutoff
      noShowMinutes
      minAge
      qualifications
      membersOnly
      signupPolicy
      guestSignup
      live {
        id
        shiftId
        eventId
        version
        state
        capacity
        confirmed
        held
        waitlisted
        available
      }
    }
  `,
  [myShift],
);

/** An event with its shifts, as the viewer may see and do. */
export const eventQuery = graphql(
  `
    query Event($id: ID!) {
      node(id: $id) {
        __typename
        ... on Event {
          id
          title
          titleLocale
          description
          venue
          startsAt
          endsAt
          timeZone
          remote
          state
          version
          cancellationReason
          organization {
            id
            name
            status
          }
          region {
            id
            iso
            name
            shortName
            kind
          }
          directions {
            id
            code
            name
          }
          live {
            id
            eventId
            version
            state
            capacity
            confirmed
            held
            waitlisted
            available
          }
          shifts {
            ...ShiftShown
          }
        }
      }
    }
  `,
  [shiftShown],
);

/** What the viewer has, as it changes: a promotion or an offer arrives here. */
export const myPlaces = graphql(
  `
    subscription MyPlacesHere {
      myPlaces {
        unreadNotices
        places {
          __typename
          ... on Signup {
            ...MySignup
            shift {
              id
            }
          }
          ... on WaitlistEntry {
            ...MyEntry
            shift {
              id
            }
          }
        }
      }
    }
  `,
  [mySignup, myEntry],
);

export const signUp = graphql(
  `
    mutation SignUp($input: SignUpForShiftInput!) {
      signUpForShift(input: $input) {
        signup {
          ...MySignup
        }
        waitlistEntry {
          ...MyEntry
        }
        shift {
          id
        }
        userErrors {
          ...Refusals
        }
      }
    }
  `,
  [mySignup, myEntry, refusals],
);

export const cancelSignup = graphql(
  `
    mutation CancelSignup($input: CancelSignupInput!) {
      cancelSignup(input: $input) {
        signup {
          ...MySignup
        }
        shift {
          id
        }
        userErrors {
          ...Refusals
        }
      }
    }
  `,
  [mySignup, refusals],
);

export const leaveWaitlist = graphql(
  `
    mutation LeaveWaitlist($input: LeaveWaitlistInput!) {
      leaveWaitlist(input: $input) {
        waitlistEntry {
          ...MyEntry
        }
        shift {
          id
        }
        userErrors {
          ...Refusals
        }
      }
    }
  `,
  [myEntry, refusals],
);

export const answerOffer = graphql(
  `
    mutation AnswerOffer($input: AnswerOfferInput!) {
      answerOffer(input: $input) {
        signup {
          ...MySignup
        }
        waitlistEntry {
          ...MyEntry
        }
        shift {
          id
        }
        userErrors {
          ...Refusals
        }
      }
    }
  `,
  [mySignup, myEntry, refusals],
);
