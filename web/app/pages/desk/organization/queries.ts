import { graphql } from '../../../api/graphql';

const refusals = graphql(`
  fragment OrganizationRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const choicesQuery = graphql(`
  query OrganizationChoices {
    regions {
      id
      iso
      name
    }
    directions {
      id
      code
      name
    }
  }
`);

export const profileQuery = graphql(`
  query OrganizationProfile($id: ID!) {
    node(id: $id) {
      __typename
      ... on Organization {
        id
        version
        name
        kind
        legalForm
        status
        statusReason
        bin
        website
        contactEmail
        contactPhone
        submittedAt
        nameTranslations {
          kk
          ru
          en
        }
        descriptionTranslations {
          kk
          ru
          en
        }
        addressTranslations {
          kk
          ru
          en
        }
        homeRegion {
          id
          iso
          name
        }
        regions {
          id
        }
        directions {
          id
          code
        }
      }
    }
  }
`);

export const membersQuery = graphql(`
  query OrganizationMembers($id: ID!, $first: Int!, $after: Cursor) {
    node(id: $id) {
      __typename
      ... on Organization {
        id
        legalForm
        invitations {
          id
          createdAt
          expiresAt
          role
          contact
        }
        memberships(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              id
              role
              status
              validFrom
              volunteer {
                id
                publicNumber
                givenName
                familyName
              }
            }
          }
        }
      }
    }
  }
`);

export const createOrganization = graphql(
  `
    mutation CreateOrganization($input: CreateOrganizationInput!) {
      createOrganization(input: $input) {
        organization {
          id
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateOrganization = graphql(
  `
    mutation UpdateOrganization($input: UpdateOrganizationInput!) {
      updateOrganization(input: $input) {
        organization {
          id
          version
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const submitOrganization = graphql(
  `
    mutation SubmitOrganization($input: SubmitOrganizationInput!) {
      submitOrganization(input: $input) {
        organization {
          id
          status
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const inviteMember = graphql(
  `
    mutation InviteMember($input: InviteMemberInput!) {
      inviteMember(input: $input) {
        inviteUrl
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const withdrawInvitation = graphql(
  `
    mutation WithdrawInvitation($input: WithdrawInvitationInput!) {
      withdrawInvitation(input: $input) {
        invitationId
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const answerMembership = graphql(
  `
    mutation AnswerMembership($input: AnswerMembershipInput!) {
      answerMembership(input: $input) {
        membership {
          id
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const setMemberRole = graphql(
  `
    mutation SetMemberRole($input: SetMemberRoleInput!) {
      setMemberRole(input: $input) {
        membership {
          id
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const endMembership = graphql(
  `
    mutation EndMembership($input: EndMembershipInput!) {
      endMembership(input: $input) {
        membership {
          id
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const addPerson = graphql(
  `
    mutation AddPerson($input: AddPersonInput!) {
      addPerson(input: $input) {
        volunteer {
          id
          publicNumber
        }
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);

export const issueClaimCode = graphql(
  `
    mutation IssueClaimCode($input: IssueClaimCodeInput!) {
      issueClaimCode(input: $input) {
        code
        expiresAt
        userErrors {
          ...OrganizationRefusals
        }
      }
    }
  `,
  [refusals],
);
