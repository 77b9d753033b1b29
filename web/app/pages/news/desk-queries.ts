import { graphql, type ResultOf } from '../../api/graphql';
import { blockFields } from './queries';

export const newsDeskQuery = graphql(`
  query NewsDesk($organizationId: ID!, $after: Cursor) {
    articles(organizationId: $organizationId, first: 20, after: $after) {
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
    mistakeReports(first: 30) {
      totalCount
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
  }
`);

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
export type DeskReport = NonNullable<Edges<Desk['mistakeReports']>['node']>;
