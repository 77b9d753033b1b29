import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment AttendanceRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

const code = graphql(`
  fragment Code on AttendanceCode @_unmask {
    shiftId
    code
    digits
    expiresAt
  }
`);

export const shiftCode = graphql(
  `
    query ShiftCode($shiftId: ID!) {
      shiftCode(shiftId: $shiftId) {
        ...Code
      }
    }
  `,
  [code],
);

export const myCode = graphql(
  `
    query MyCode($shiftId: ID!) {
      myCode(shiftId: $shiftId) {
        ...Code
      }
    }
  `,
  [code],
);

export const kioskCode = graphql(
  `
    query KioskCode($token: String!) {
      kioskCode(token: $token) {
        ...Code
      }
    }
  `,
  [code],
);

export const shiftLine = graphql(`
  query ShiftLine($id: ID!) {
    node(id: $id) {
      __typename
      ... on Shift {
        id
        title
        startsAt
        endsAt
        event {
          id
          title
          timeZone
        }
      }
    }
  }
`);

/** The devices that show codes of a shift now. */
export const kiosksOf = graphql(`
  query Kiosks($shiftId: ID!) {
    kiosks(shiftId: $shiftId) {
      id
      createdAt
      expiresAt
    }
  }
`);

export const openKiosk = graphql(
  `
    mutation OpenKiosk($input: OpenKioskInput!) {
      openKiosk(input: $input) {
        kioskId
        token
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const closeKiosk = graphql(
  `
    mutation CloseKiosk($input: CloseKioskInput!) {
      closeKiosk(input: $input) {
        kioskId
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const checkIn = graphql(
  `
    mutation CheckIn($input: CheckInInput!) {
      checkIn(input: $input) {
        signup {
          id
          state
        }
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const checkOut = graphql(
  `
    mutation CheckOut($input: CheckInInput!) {
      checkOut(input: $input) {
        signup {
          id
          state
        }
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const recordAttendance = graphql(
  `
    mutation RecordAttendance($input: RecordAttendanceInput!) {
      recordAttendance(input: $input) {
        results {
          clientEventId
          recorded
          signup {
            id
            state
          }
          userErrors {
            ...AttendanceRefusals
          }
        }
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const settleEvent = graphql(
  `
    mutation SettleEvent($input: SettleEventInput!) {
      settleEvent(input: $input) {
        event {
          id
          state
        }
        userErrors {
          ...AttendanceRefusals
        }
      }
    }
  `,
  [refusals],
);

export const cameQuery = graphql(`
  query WhoCame($id: ID!) {
    node(id: $id) {
      __typename
      ... on Event {
        id
        title
        state
        startsAt
        endsAt
        timeZone
        region {
          id
        }
        organization {
          id
          name
        }
        shifts {
          id
          title
          state
          startsAt
          endsAt
        }
      }
    }
    attendanceSummary(eventId: $id) {
      expected
      present
      completed
      noShow
      excused
      unrecorded
      minutes
    }
  }
`);
