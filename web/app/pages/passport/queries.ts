import { graphql } from '../../api/graphql';

export const passportShows = graphql(`
  fragment PassportShows on PassportContent @_unmask {
    number
    issuer
    name
    publicNumber
    issuedAt
    expiresAt
    minutes
    from
    to
    directions {
      minutes
      direction {
        id
        name
      }
    }
    years {
      year
      minutes
    }
    creditsEarned
    awards {
      title
      credits
    }
    certificate {
      title
      level
      grants
      school
    }
  }
`);

export const verifyPassport = graphql(
  `
    query VerifyPassport($input: VerifyPassportInput!) {
      verifyPassport(input: $input) {
        check {
          state
          revokedAt
          credential
          shows {
            ...PassportShows
          }
        }
        userErrors {
          code
          message
          nextStep
        }
      }
    }
  `,
  [passportShows],
);

export const myPassports = graphql(
  `
    query MyPassports {
      myPassports {
        id
        number
        state
        revokedAt
        shows {
          ...PassportShows
        }
      }
      myCreditAwards {
        id
        state
        fiscalYear
        credits
        organization {
          id
          name
        }
      }
    }
  `,
  [passportShows],
);

export const issuePassport = graphql(`
  mutation IssuePassport($input: IssuePassportInput!) {
    issuePassport(input: $input) {
      passport {
        id
        number
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const revokePassport = graphql(`
  mutation RevokePassport($input: RevokePassportInput!) {
    revokePassport(input: $input) {
      passport {
        id
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);
