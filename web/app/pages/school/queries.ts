import { graphql } from '../../api/graphql';
import { shiftShown } from '../event/queries';

const courseBrief = graphql(`
  fragment CourseBrief on Course @_unmask {
    id
    title
    titleLocale
    summary
    level
    grants
    validMonths
    state
    version
    organization {
      id
      name
      supportCenters {
        id
        region {
          id
          iso
          name
        }
      }
    }
  }
`);

/** Courses, each with its newest cohorts. */
export const coursesQuery = graphql(
  `
    query Courses($first: Int!, $after: Cursor, $regionId: ID, $level: Int, $grants: String) {
      courses(first: $first, after: $after, regionId: $regionId, level: $level, grants: $grants, state: OPEN) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...CourseBrief
            cohorts(last: 5) {
              edges {
                node {
                  id
                  event {
                    id
                    state
                    startsAt
                    timeZone
                  }
                  shift {
                    id
                    live {
                      id
                      available
                      waitlisted
                      state
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  `,
  [courseBrief],
);

const cohortsOfCourse = graphql(
  `
    fragment CohortsOfCourse on CohortConnection @_unmask {
      totalCount
      pageInfo {
        hasPreviousPage
        startCursor
      }
      edges {
        node {
          id
          event {
            id
            state
            venue
            remote
            startsAt
            endsAt
            timeZone
            region {
              id
              name
            }
          }
          lessons {
            id
            title
            startsAt
            endsAt
          }
          viewerEnrollment {
            id
            state
            certificate {
              id
              serial
            }
          }
          shift {
            ...ShiftShown
          }
        }
      }
    }
  `,
  [shiftShown],
);

/** Older cohorts of a course. */
export const moreCohorts = graphql(
  `
    query MoreCohorts($id: ID!, $before: Cursor) {
      node(id: $id) {
        __typename
        ... on Course {
          cohorts(last: 20, before: $before) {
            ...CohortsOfCourse
          }
        }
      }
    }
  `,
  [cohortsOfCourse],
);

/** A course with its cohorts, as the viewer may see and do. */
export const courseQuery = graphql(
  `
    query Course($id: ID!) {
      node(id: $id) {
        __typename
        ... on Course {
          ...CourseBrief
          prerequisites {
            id
            title
            grants
          }
          cohorts(last: 20) {
            ...CohortsOfCourse
          }
        }
      }
    }
  `,
  [courseBrief, cohortsOfCourse],
);

/** The places of a cohort, now and at each change. */
export const cohortPlaces = graphql(`
  subscription CohortPlaces($cohortId: ID!) {
    cohortCapacity(cohortId: $cohortId) {
      id
      eventId
      version
      state
      shifts {
        id
        shiftId
        eventId
        version
        state
        capacity
        confirmed
        held
        waitlisted
        available
      }
    }
  }
`);

/** What the viewer learns and has learned. */
export const mySchool = graphql(`
  query MySchool {
    mySchool {
      enrollments {
        id
        state
        position
        lessonsAttended
        cohort {
          id
          course {
            id
            title
          }
          event {
            id
            startsAt
            endsAt
            timeZone
          }
          lessons {
            id
          }
        }
      }
      certificates {
        id
        serial
        state
        issuedOn
        expiresOn
        revokedAt
        reason
        course {
          id
          title
          organization {
            id
            name
          }
        }
      }
      qualifications {
        kind
        issuedOn
        expiresOn
        valid
      }
    }
  }
`);

/** Coming events with shifts that a qualification opens. */
export const opensQuery = graphql(`
  query Opens($qualification: String!, $after: Cursor) {
    events(first: 5, after: $after, qualification: $qualification, where: { state: PUBLISHED }, orderBy: [{ field: STARTS_AT, direction: ASC }]) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          title
          startsAt
          endsAt
          timeZone
        }
      }
    }
  }
`);
