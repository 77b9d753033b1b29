import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment DeskRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const deskEvents = graphql(`
  query DeskEvents($organizationId: ID!, $first: Int!, $after: Cursor, $where: EventWhereInput!) {
    events(
      first: $first
      after: $after
      orderBy: [{ field: STARTS_AT, direction: ASC }]
      where: { organizationID: $organizationId, and: [$where] }
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          title
          state
          startsAt
          endsAt
          timeZone
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
        }
      }
    }
  }
`);

export const deskEvent = graphql(`
  query DeskEvent($id: ID!) {
    node(id: $id) {
      __typename
      ... on Event {
        id
        title
        titleTranslations {
          kk
          ru
          en
        }
        descriptionTranslations {
          kk
          ru
          en
        }
        venueTranslations {
          kk
          ru
          en
        }
        state
        startsAt
        endsAt
        timeZone
        remote
        cancellationReason
        organization {
          id
          name
          status
        }
        region {
          id
        }
        directions {
          id
          code
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
          id
          title
          titleTranslations {
            kk
            ru
            en
          }
          startsAt
          endsAt
          state
          minAge
          noShowMinutes
          signupPolicy
          membersOnly
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
      }
    }
  }
`);

export const deskChoices = graphql(`
  query DeskChoices {
    regions {
      id
      name
      timeZone
    }
    directions {
      id
      code
      name
    }
  }
`);

export const createEvent = graphql(
  `
    mutation CreateEvent($input: CreateEventInput!) {
      createEvent(input: $input) {
        event {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const publishEvent = graphql(
  `
    mutation PublishEvent($input: PublishEventInput!) {
      publishEvent(input: $input) {
        event {
          id
          state
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const cancelEvent = graphql(
  `
    mutation CancelEvent($input: CancelEventInput!) {
      cancelEvent(input: $input) {
        event {
          id
          state
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateShift = graphql(
  `
    mutation UpdateShift($input: UpdateShiftInput!) {
      updateShift(input: $input) {
        shift {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const cancelShift = graphql(
  `
    mutation CancelShift($input: CancelShiftInput!) {
      cancelShift(input: $input) {
        shift {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const deskShift = graphql(`
  query DeskShift($id: ID!) {
    node(id: $id) {
      __typename
      ... on Shift {
        id
        title
        startsAt
        endsAt
        state
        event {
          id
          kind
          title
          timeZone
          venue
        }
      }
    }
  }
`);

export const rosterLive = graphql(`
  subscription Roster($shiftId: ID!) {
    roster(shiftId: $shiftId) {
      reset
      removed
      entries {
        id
        signup {
          id
          signupState: state
          source
          createdAt
          volunteer {
            id
            publicNumber
            givenName
            familyName
          }
        }
        waitlistEntry {
          id
          waitlistState: state
          position
          createdAt
          blockedBy
          offer {
            id
            expiresAt
          }
        }
      }
    }
  }
`);

export const approveSignup = graphql(
  `
    mutation ApproveSignup($input: ApproveSignupInput!) {
      approveSignup(input: $input) {
        signup {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const declineSignup = graphql(
  `
    mutation DeclineSignup($input: DeclineSignupInput!) {
      declineSignup(input: $input) {
        signup {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const addToShift = graphql(
  `
    mutation AddToShift($input: AddToShiftInput!) {
      addToShift(input: $input) {
        signup {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateEvent = graphql(
  `
    mutation UpdateEvent($input: UpdateEventInput!) {
      updateEvent(input: $input) {
        event {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const addShift = graphql(
  `
    mutation AddShift($input: AddShiftInput!) {
      addShift(input: $input) {
        shift {
          id
        }
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const previewShiftChange = graphql(`
  query PreviewShiftChange($shiftId: ID!, $startsAt: DateTime!, $endsAt: DateTime!) {
    previewShiftChange(shiftId: $shiftId, startsAt: $startsAt, endsAt: $endsAt) {
      told
      wouldOverlap
    }
  }
`);

export const messageRoster = graphql(
  `
    mutation MessageRoster($input: MessageRosterInput!) {
      messageRoster(input: $input) {
        told
        userErrors {
          ...DeskRefusals
        }
      }
    }
  `,
  [refusals],
);
