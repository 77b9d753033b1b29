import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment SchoolRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

/** The courses of a school with their cohorts, for who teaches there. */
export const schoolQuery = graphql(`
  query School($organizationId: ID!) {
    courses(first: 50, organizationId: $organizationId) {
      edges {
        node {
          id
          title
          level
          grants
          validMonths
          state
          version
          prerequisites {
            id
            title
          }
          cohorts(last: 20) {
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
        }
      }
    }
    certificates(organizationId: $organizationId, first: 50) {
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

/** A cohort with its people, for who teaches there. */
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
          startsAt
          endsAt
        }
      }
    }
    cohortEnrollments(cohortId: $id, first: 100) {
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
