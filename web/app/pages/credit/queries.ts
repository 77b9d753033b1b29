import { graphql } from '../../api/graphql';

export const award = graphql(`
  fragment AwardLine on CreditAward @_unmask {
    id
    organization {
      id
      name
    }
    givenName
    familyName
    studentNo
    fiscalYear
    minutes
    credits
    amount
    withSeat
    reserved
    state
    dueBy
    overdue
    reason
    offsetDiscipline
    offsetCredits
    payout
    version
    createdAt
    steps {
      to
      at
      by
    }
  }
`);

const rules = graphql(`
  fragment RulesLine on CreditPolicy @_unmask {
    id
    fiscalYear
    number
    appliesFrom
    capMinutes
    capCredits
    minEvidence
    directions
    claimDays
    seatDays
    confirmDays
    approveDays
    payDays
    tiers {
      minutes
      amount
      credits
    }
  }
`);

const mine = graphql(
  `
    fragment MineOfCredit on MyCredit @_unmask {
      fiscalYear
      agreed
      usableMinutes
      awardedMinutes
      awardedCredits
      awardedAmount
      enrollments {
        id
        studentNo
        fullTime
        state
        validTo
        organization {
          id
          name
        }
      }
      seats {
        id
        budgetId
        state
        takenAt
        lapsesAt
      }
      waiting {
        id
        position
        shift {
          id
        }
      }
      rules {
        ...RulesLine
      }
      claimable {
        enrollmentId
        minutes
        credits
        amount
        assured
      }
      awards {
        ...AwardLine
      }
    }
  `,
  [rules, award],
);

export const mineNow = graphql(
  `
    query MyCredit($fiscalYear: Int!) {
      myCredit(fiscalYear: $fiscalYear) {
        ...MineOfCredit
      }
    }
  `,
  [mine],
);

export const mineLive = graphql(
  `
    subscription MyCreditLive($fiscalYear: Int!) {
      myCredit(fiscalYear: $fiscalYear) {
        ...MineOfCredit
      }
    }
  `,
  [mine],
);

/** What a university has, and the agreement that one accepts with a seat. */
export const seatsOf = graphql(`
  query CreditSeats($organizationId: ID!, $fiscalYear: Int!) {
    consentTexts {
      kind
      version
      text
    }
    creditBudgets(organizationId: $organizationId, fiscalYear: $fiscalYear) {
      id
      eventId
      seats {
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
`);

export const universities = graphql(`
  query Universities {
    universities {
      id
      name
    }
  }
`);

const refusals = graphql(`
  fragment CreditRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const requestEnrollment = graphql(
  `
    mutation RequestEnrollment($input: RequestEnrollmentInput!) {
      requestEnrollment(input: $input) {
        enrollment {
          id
          state
        }
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const endEnrollment = graphql(
  `
    mutation EndEnrollment($input: EndEnrollmentInput!) {
      endEnrollment(input: $input) {
        enrollment {
          id
          state
        }
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const takeSeat = graphql(
  `
    mutation TakeCreditSeat($input: TakeCreditSeatInput!) {
      takeCreditSeat(input: $input) {
        signup {
          id
        }
        waitlistEntry {
          id
          position
        }
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const giveUpSeat = graphql(
  `
    mutation GiveUpSeat($input: CancelSignupInput!) {
      cancelSignup(input: $input) {
        signup {
          id
          state
        }
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const leaveQueue = graphql(
  `
    mutation LeaveSeatQueue($input: LeaveWaitlistInput!) {
      leaveWaitlist(input: $input) {
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const claimCredit = graphql(
  `
    mutation ClaimCredit($input: ClaimCreditInput!) {
      claimCredit(input: $input) {
        award {
          id
          state
        }
        userErrors {
          ...CreditRefusals
        }
      }
    }
  `,
  [refusals],
);

export const policies = graphql(
  `
    query CreditPolicies($fiscalYear: Int!) {
      creditPolicies(fiscalYear: $fiscalYear) {
        ...RulesLine
      }
    }
  `,
  [rules],
);
