import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment ProgrammeRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const budgets = graphql(`
  query CreditBudgets($fiscalYear: Int!) {
    creditBudgets(fiscalYear: $fiscalYear) {
      id
      money
      fiscalYear
      organization {
        id
        name
      }
      seats {
        id
        capacity
        confirmed
        waitlisted
        available
      }
    }
    universities {
      id
      name
    }
  }
`);

export const hosts = graphql(`
  query CreditHosts($fiscalYear: Int!) {
    hostAccreditations(fiscalYear: $fiscalYear) {
      id
      validFrom
      validTo
      organization {
        id
        name
      }
    }
  }
`);

export const findHosts = graphql(`
  query FindHosts($search: String!, $after: Cursor) {
    organizations(search: $search, first: 10, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export const setPolicy = graphql(
  `
    mutation SetCreditPolicy($input: SetCreditPolicyInput!) {
      setCreditPolicy(input: $input) {
        policy {
          id
          number
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

export const setBudget = graphql(
  `
    mutation SetCreditBudget($input: SetCreditBudgetInput!) {
      setCreditBudget(input: $input) {
        budget {
          id
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

export const accreditHost = graphql(
  `
    mutation AccreditHost($input: AccreditHostInput!) {
      accreditHost(input: $input) {
        accreditation {
          id
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

export const endAccreditation = graphql(
  `
    mutation EndHostAccreditation($input: EndHostAccreditationInput!) {
      endHostAccreditation(input: $input) {
        accreditation {
          id
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

export const exportPayouts = graphql(
  `
    mutation ExportPayouts($input: ExportPayoutsInput!) {
      exportPayouts(input: $input) {
        file {
          id
          payouts
          total
          content
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

/** The files that were made for the payer. */
export const payoutFiles = graphql(`
  query PayoutFiles($fiscalYear: Int!) {
    payoutFiles(fiscalYear: $fiscalYear) {
      id
      payouts
      total
      createdAt
    }
  }
`);

export const payoutFile = graphql(`
  query PayoutFile($id: ID!) {
    payoutFile(id: $id) {
      id
      content
    }
  }
`);

export const domainsOf = graphql(`
  query UniversityDomains($organizationId: ID!) {
    universityDomains(organizationId: $organizationId)
  }
`);

export const setDomains = graphql(
  `
    mutation SetUniversityDomains($input: SetUniversityDomainsInput!) {
      setUniversityDomains(input: $input) {
        organization {
          id
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

export const importConfirmations = graphql(
  `
    mutation ImportPayoutConfirmations($input: ImportPayoutConfirmationsInput!) {
      importPayoutConfirmations(input: $input) {
        report {
          rows
          paid
          failed
          unchanged
          rejected
          errors {
            line
            code
          }
        }
        userErrors {
          ...ProgrammeRefusals
        }
      }
    }
  `,
  [refusals],
);

const delays = graphql(`
  fragment Delays on CreditDelays @_unmask {
    awards
    region {
      id
      name
    }
    organization {
      id
      name
    }
    stages {
      stage
      medianDays
      overdue
    }
  }
`);

const national = graphql(
  `
    fragment NationalNumbers on NationalCredit @_unmask {
      fiscalYear
      asOf
      all {
        ...Delays
      }
      byRegion {
        ...Delays
      }
      byOrganization {
        ...Delays
      }
    }
  `,
  [delays],
);

export const nationalNow = graphql(
  `
    query NationalCredit($fiscalYear: Int) {
      nationalCredit(fiscalYear: $fiscalYear) {
        ...NationalNumbers
      }
    }
  `,
  [national],
);

export const nationalLive = graphql(
  `
    subscription NationalCreditLive($fiscalYear: Int!) {
      nationalCredit(fiscalYear: $fiscalYear) {
        ...NationalNumbers
      }
    }
  `,
  [national],
);
