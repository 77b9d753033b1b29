import { graphql, type ResultOf } from '../../api/graphql';
import { blockFields } from './queries';

const deskArticles = graphql(`
  fragment DeskArticles on ArticleConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        version
        kind
        state
        publishedAt
        title
        locales
        titleTranslations {
          kk
          ru
          en
        }
        summaryTranslations {
          kk
          ru
          en
        }
        bodyTranslations {
          kk
          ru
          en
        }
        region {
          id
        }
        directions {
          code
        }
        campaign {
          id
        }
        cover {
          id
          small
        }
      }
    }
  }
`);

const mistakeReports = graphql(`
  fragment MistakeReports on MistakeReportConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        kind
        state
        createdAt
        quote
        comment
        reply
        place {
          state
          before
          text
          after
        }
        article {
          id
          title
        }
      }
    }
  }
`);

export const newsDeskQuery = graphql(
  `
    query NewsDesk($organizationId: ID, $ofNetwork: Boolean) {
      articles(organizationId: $organizationId, ofNetwork: $ofNetwork, first: 20) {
        ...DeskArticles
      }
      fresh: mistakeReports(organizationId: $organizationId, ofNetwork: $ofNetwork, state: NEW, first: 20) {
        ...MistakeReports
      }
      accepted: mistakeReports(organizationId: $organizationId, ofNetwork: $ofNetwork, state: ACCEPTED, first: 20) {
        ...MistakeReports
      }
    }
  `,
  [deskArticles, mistakeReports],
);

/** More of what the center publishes. */
export const moreArticles = graphql(
  `
    query MoreArticlesOfDesk($organizationId: ID, $ofNetwork: Boolean, $after: Cursor) {
      articles(organizationId: $organizationId, ofNetwork: $ofNetwork, first: 20, after: $after) {
        ...DeskArticles
      }
    }
  `,
  [deskArticles],
);

/** More of what readers reported. */
export const moreReports = graphql(
  `
    query MoreMistakeReports($organizationId: ID, $ofNetwork: Boolean, $state: MistakeReportState, $after: Cursor) {
      mistakeReports(organizationId: $organizationId, ofNetwork: $ofNetwork, state: $state, first: 20, after: $after) {
        ...MistakeReports
      }
    }
  `,
  [mistakeReports],
);

export const previewQuery = graphql(
  `
    query PreviewArticle($body: String!) {
      previewArticle(body: $body) {
        ...BlockFields
      }
    }
  `,
  [blockFields],
);

export const createArticle = graphql(`
  mutation CreateArticle($input: CreateArticleInput!) {
    createArticle(input: $input) {
      article {
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

export const updateArticle = graphql(`
  mutation UpdateArticle($input: UpdateArticleInput!) {
    updateArticle(input: $input) {
      article {
        id
        version
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const publishArticle = graphql(`
  mutation PublishArticle($input: PublishArticleInput!) {
    publishArticle(input: $input) {
      article {
        id
        state
        version
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const withdrawArticle = graphql(`
  mutation WithdrawArticle($input: WithdrawArticleInput!) {
    withdrawArticle(input: $input) {
      article {
        id
        state
        version
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const answerMistake = graphql(`
  mutation AnswerMistake($input: AnswerMistakeReportInput!) {
    answerMistakeReport(input: $input) {
      report {
        id
        state
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

type Desk = ResultOf<typeof newsDeskQuery>;
type Edges<T extends { edges: unknown }> = NonNullable<NonNullable<T['edges'] extends readonly (infer E)[] | null ? E : never>>;

export type DeskArticle = NonNullable<Edges<Desk['articles']>['node']>;
export type DeskReport = NonNullable<Edges<Desk['fresh']>['node']>;
