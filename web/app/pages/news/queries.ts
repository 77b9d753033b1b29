import { graphql, type ResultOf } from '../../api/graphql';

/** Programmes are told in the time of the country. */
export const zone = 'Asia/Almaty';

/** What `Blocks` shows. */
export const blockFields = graphql(`
  fragment BlockFields on ArticleBlock @_unmask {
    kind
    level
    number
    spans {
      text
      strong
      emphasis
      code
      href
    }
    picture {
      id
      large
      width
      height
    }
  }
`);

export const articlesQuery = graphql(`
  query Articles($first: Int!, $after: Cursor, $kind: ArticleKind, $regionId: ID, $direction: DirectionCode) {
    articles(first: $first, after: $after, kind: $kind, regionId: $regionId, direction: $direction) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          kind
          title
          titleLocale
          summary
          publishedAt
          cover {
            small
            width
            height
          }
          region {
            id
            name
          }
        }
      }
    }
  }
`);

export const articleQuery = graphql(
  `
    query Article($id: ID!) {
      node(id: $id) {
        __typename
        ... on Article {
          id
          kind
          state
          title
          titleLocale
          summary
          publishedAt
          bodyLocale
          cover {
            large
            width
            height
          }
          region {
            id
            iso
            name
          }
          organization {
            id
            name
          }
          campaign {
            id
            title
          }
          blocks {
            ...BlockFields
          }
        }
      }
    }
  `,
  [blockFields],
);

const forums = graphql(`
  fragment Forums on CampaignConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        title
        startsOn
        endsOn
      }
    }
  }
`);

export const campaignQuery = graphql(
  `
    query Campaign($id: ID!) {
      node(id: $id) {
        __typename
        ... on Campaign {
          id
          kind
          title
          titleLocale
          description
          startsOn
          endsOn
          parent {
            id
            title
          }
          organization {
            id
            name
          }
          event {
            id
          }
          sessions {
            id
            title
            description
            hall
            startsAt
            endsAt
            shift {
              id
              state
              startsAt
              endsAt
              capacity
              held
              waitlisted
              available
            }
          }
        }
      }
      campaigns(parentId: $id, first: 20) {
        ...Forums
      }
    }
  `,
  [forums],
);

/** More of the forums of a year. */
export const moreForums = graphql(
  `
    query MoreForums($id: ID!, $after: Cursor) {
      campaigns(parentId: $id, first: 20, after: $after) {
        ...Forums
      }
    }
  `,
  [forums],
);

export const mistakeStatusQuery = graphql(`
  query MistakeStatus($token: String!) {
    mistakeReport(token: $token) {
      articleId
      kind
      quote
      createdAt
      state
      reply
      answeredAt
    }
  }
`);

export const reportMistake = graphql(`
  mutation ReportMistake($input: ReportMistakeInput!) {
    reportMistake(input: $input) {
      reported
      token
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export type Article = Extract<NonNullable<ResultOf<typeof articleQuery>['node']>, { __typename: 'Article' }>;
export type Block = Article['blocks'][number];
export type Campaign = Extract<NonNullable<ResultOf<typeof campaignQuery>['node']>, { __typename: 'Campaign' }>;

export const articleKinds = ['NEWS', 'GUIDE', 'ANNOUNCEMENT'] as const;
