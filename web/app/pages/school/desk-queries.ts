import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment SchoolRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

const cohorts = graphql(`
  fragment CohortsOfDesk on CohortConnection @_unmask {
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
          startsAt
          endsAt
          timeZone
        }
        shift {
          id
          live {
            id
            capacity
            confirmed
            waitlisted
          }
        }
      }
    }
  }
`);

/** The courses of a school, each with its newest cohorts, for who teaches there. */
export const schoolQuery = graphql(
  `
    query School($organizationId: ID!, $after: Cursor) {
      courses(first: 20, after: $after, organizationId: $organizationId) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            title
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
            level
            grants
            validMonths
            state
            version
            prerequisites {
              id
              title
            }
            cohorts(last: 5) {
              ...CohortsOfDesk
            }
          }
        }
      }
    }
  `,
  [cohorts],
);

/** Older cohorts of a course. */
export const moreCohorts = graphql(
  `
    query MoreCohortsOfDesk($id: ID!, $before: Cursor) {
      node(id: $id) {
        __typename
        ... on Course {
          cohorts(last: 20, before: $before) {
            ...CohortsOfDesk
          }
        }
      }
    }
  `,
  [cohorts],
);

/** The certificates that a school issued, the latest first. */
export const certificatesQuery = graphql(`
  query Certificates($organizationId: ID!, $after: ID) {
    certificatesCount(organizationId: $organizationId)
    certificates(organizationId: $organizationId, first: 20, after: $after) {
      id
      serial
      state
      issuedOn
      expiresOn
      givenName
      familyName
      course {
        id
        title
      }
    }
  }
`);

/** A cohort, for who teaches there. */
export const cohortQuery = graphql(`
  query Cohort($id: ID!) {
    node(id: $id) {
      __typename
      ... on Cohort {
        id
        course {
          id
          title
        }
        event {
          id
          state
          startsAt
          endsAt
          timeZone
        }
        shift {
          id
          live {
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
        lessons {
          id
          title
          titleTranslations {
            kk
            ru
            en
          }
          startsAt
          endsAt
        }
      }
    }
  }
`);

/** Its people. */
export const cohortPeople = graphql(`
  query CohortPeople($id: ID!, $after: ID) {
    cohortEnrollmentsCount(cohortId: $id)
    cohortEnrollments(cohortId: $id, first: 100, after: $after) {
      id
      state
      position
      publicNumber
      givenName
      familyName
      lessonsAttended
      attendance {
        lessonId
        present
      }
      certificate {
        id
        serial
        state
      }
    }
  }
`);

export const createCourse = graphql(
  `
    mutation CreateCourse($input: CreateCourseInput!) {
      createCourse(input: $input) {
        course {
          id
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateCourse = graphql(
  `
    mutation UpdateCourse($input: UpdateCourseInput!) {
      updateCourse(input: $input) {
        course {
          id
          version
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateLesson = graphql(
  `
    mutation UpdateLesson($input: UpdateLessonInput!) {
      updateLesson(input: $input) {
        lesson {
          id
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const openCourse = graphql(
  `
    mutation OpenCourse($input: OpenCourseInput!) {
      openCourse(input: $input) {
        course {
          id
          state
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const retireCourse = graphql(
  `
    mutation RetireCourse($input: RetireCourseInput!) {
      retireCourse(input: $input) {
        course {
          id
          state
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const createCohort = graphql(
  `
    mutation CreateCohort($input: CreateCohortInput!) {
      createCohort(input: $input) {
        cohort {
          id
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const markLesson = graphql(
  `
    mutation MarkLesson($input: MarkLessonAttendanceInput!) {
      markLessonAttendance(input: $input) {
        present
        absent
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const recordResult = graphql(
  `
    mutation RecordResult($input: RecordCourseResultInput!) {
      recordCourseResult(input: $input) {
        enrollment {
          id
          state
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);

export const revokeCertificate = graphql(
  `
    mutation RevokeCertificate($input: RevokeCertificateInput!) {
      revokeCertificate(input: $input) {
        certificate {
          id
          state
        }
        userErrors {
          ...SchoolRefusals
        }
      }
    }
  `,
  [refusals],
);
