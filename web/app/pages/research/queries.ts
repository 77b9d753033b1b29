import { graphql, type ResultOf } from '../../api/graphql';

/** Figures as they were fixed for a study. */
const figures = graphql(`
  fragment StudyFiguresShown on StudyFigures @_unmask {
    number
    from
    to
    takenAt
    snapshotHash
    rows {
      part
      direction
      age
      people
      hours
      events
      places
      months
    }
  }
`);

/** A study as everybody reads it. */
export const studyShown = graphql(
  `
    fragment StudyShown on Study @_unmask {
      id
      state
      question
      method
      guide
      publishedAt
      interviewCount
      region {
        id
        iso
        name
      }
      center {
        id
        name
      }
      findings {
        id
        number
        text
        held
        figures
        interviews {
          number
          withdrawnAt
        }
      }
      figures {
        ...StudyFiguresShown
      }
    }
  `,
  [figures],
);

export type StudyView = ResultOf<typeof studyShown>;
export type FiguresView = ResultOf<typeof figures>;

/** Published studies, of all regions or one. */
export const studiesQuery = graphql(`
  query Studies($regionId: ID, $search: String, $first: Int, $after: Cursor) {
    studies(state: PUBLISHED, regionId: $regionId, search: $search, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          id
          question
          publishedAt
          interviewCount
          region {
            id
            iso
            name
          }
          center {
            id
            name
          }
        }
      }
    }
  }
`);

export const studyQuery = graphql(
  `
    query Study($id: ID!) {
      node(id: $id) {
        id
        ... on Study {
          ...StudyShown
        }
      }
    }
  `,
  [studyShown],
);

/** The studies of a support center, with what its researchers read. */
export const deskQuery = graphql(
  `
    query CenterStudies($centerId: ID!, $after: Cursor) {
      interviewConsent {
        version
        text
      }
      studies(centerId: $centerId, first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...StudyShown
            version
            reason
            interviews {
              id
              number
              heldOn
              expert
              notes
              themes
              withdrawnAt
            }
          }
        }
      }
    }
  `,
  [studyShown],
);

type Nodes = NonNullable<ResultOf<typeof deskQuery>['studies']['edges']>;
export type DeskStudy = NonNullable<NonNullable<Nodes[number]>['node']>;

/** Open figures of some months. */
export const openFiguresQuery = graphql(`
  query OpenFigures($from: String!, $to: String!, $by: OpenFigureGrain!, $regionId: ID) {
    openFigures(from: $from, to: $to, by: $by, regionId: $regionId) {
      months {
        month
        takenAt
        minPeople
        hash
      }
      rows {
        month
        part
        direction
        age
        people
        hours
        events
        places
        region {
          id
          name
        }
      }
    }
  }
`);

/** What a center asks for its register. */
export const registerQuery = graphql(`
  query Register($kind: RegisterKind!, $regionId: ID!, $locale: Locale) {
    exportRegister(kind: $kind, regionId: $regionId, locale: $locale) {
      name
      rows
      csv
    }
  }
`);
