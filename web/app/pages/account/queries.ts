import { graphql } from '../../api/graphql';

export const signIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      token
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);

export const signInWithProvider = graphql(`
  mutation SignInWithProvider($input: SignInWithProviderInput!) {
    signInWithProvider(input: $input) {
      token
      returnTo
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);

export const requestReset = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      confirmationSent
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);

export const register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      token
      confirmationSent
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);

export const signOut = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`);

export const claimRecord = graphql(`
  mutation ClaimRecord($input: ClaimRecordInput!) {
    claimRecord(input: $input) {
      token
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);

export const attachRecord = graphql(`
  mutation AttachRecord($input: AttachRecordInput!) {
    attachRecord(input: $input) {
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);
