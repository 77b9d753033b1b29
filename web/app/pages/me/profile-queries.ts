import { graphql } from '../../api/graphql';

export const profileQuery = graphql(`
  query Profile {
    viewer {
      volunteer {
        id
        publicNumber
        givenName
        familyName
        locale
        birthDate
        skills
        region {
          id
        }
        directions {
          id
          code
        }
      }
      following {
        id
        name
      }
    }
    regions {
      id
      name
    }
    directions {
      id
      code
      name
    }
  }
`);

export const updateProfile = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      volunteer {
        id
      }
      userErrors {
        code
        message
        path
        nextStep
      }
    }
  }
`);
