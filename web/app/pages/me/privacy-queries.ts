import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment PrivacyRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const privacyQuery = graphql(`
  query Privacy {
    consentTexts {
      kind
      version
      text
    }
    viewer {
      volunteer {
        id
        publicNumber
        birthDate
      }
      consents {
        kind
        textVersion
        givenAt
        withdrawnAt
      }
      guardianConsents {
        id
        status
        validFrom
        validTo
      }
    }
  }
`);

export const giveConsent = graphql(
  `
    mutation GiveConsent($input: GiveConsentInput!) {
      giveConsent(input: $input) {
        userErrors {
          ...PrivacyRefusals
        }
      }
    }
  `,
  [refusals],
);

export const withdrawConsent = graphql(
  `
    mutation WithdrawConsent($input: WithdrawConsentInput!) {
      withdrawConsent(input: $input) {
        userErrors {
          ...PrivacyRefusals
        }
      }
    }
  `,
  [refusals],
);

export const nameGuardian = graphql(
  `
    mutation NameGuardian($input: NameGuardianInput!) {
      nameGuardian(input: $input) {
        sent
        userErrors {
          ...PrivacyRefusals
        }
      }
    }
  `,
  [refusals],
);

export const exportMyData = graphql(`
  query ExportMyData {
    exportMyData {
      mediaType
      fileName
      content
    }
  }
`);

export const eraseMyAccount = graphql(
  `
    mutation EraseMyAccount($input: EraseMyAccountInput!) {
      eraseMyAccount(input: $input) {
        erased
        userErrors {
          ...PrivacyRefusals
        }
      }
    }
  `,
  [refusals],
);
