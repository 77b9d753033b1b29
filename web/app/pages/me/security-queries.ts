import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment SecurityRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const securityQuery = graphql(`
  query Security {
    viewer {
      volunteer {
        id
        email
        phone
      }
      sessions {
        id
        createdAt
        expiresAt
        lastUsedAt
        device
        current
      }
      apiKeys {
        id
        name
        prefix
        scopes
        expiresAt
        lastUsedAt
      }
    }
  }
`);

export const changeContact = graphql(
  `
    mutation ChangeContact($input: ChangeContactInput!) {
      changeContact(input: $input) {
        confirmationSent
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);

export const changePassword = graphql(
  `
    mutation ChangePassword($input: ChangePasswordInput!) {
      changePassword(input: $input) {
        token
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);

export const endSession = graphql(
  `
    mutation EndSession($input: EndSessionInput!) {
      endSession(input: $input) {
        ended
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);

export const endOtherSessions = graphql(
  `
    mutation EndOtherSessions($input: EndOtherSessionsInput!) {
      endOtherSessions(input: $input) {
        ended
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);

export const createApiKey = graphql(
  `
    mutation CreateApiKey($input: CreateApiKeyInput!) {
      createApiKey(input: $input) {
        secret
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);

export const revokeApiKey = graphql(
  `
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
      revokeApiKey(input: $input) {
        apiKey {
          id
        }
        userErrors {
          ...SecurityRefusals
        }
      }
    }
  `,
  [refusals],
);
