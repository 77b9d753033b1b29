import { graphql } from '../../api/graphql';

/** A mentorship in a list of one of its sides. */
export const brief = graphql(`
  fragment MentorshipBrief on Mentorship @_unmask {
    id
    state
    createdAt
    startedAt
    completedAt
    unanswered
    withdrawn
    needs
    message
    reason
    version
    maturityBefore
    maturityAfter
    outcome
    goalsChosen
    goalsReached
    center {
      id
      name
    }
    mentee {
      id
      name
    }
    focus {
      id
      name
    }
  }
`);

/** All that both sides see. */
export const mentorshipLive = graphql(
  `
    subscription Mentorship($mentorshipId: ID!) {
      mentorship(mentorshipId: $mentorshipId) {
        ...MentorshipBrief
        goals {
          id
          number
          title
          progress
        }
        meetings {
          id
          heldAt
          notes
          side
        }
      }
    }
  `,
  [brief],
);

/** What a support center has to do with organizations: what waits is asked from its end, the oldest. */
export const mentorshipsOfCenter = graphql(
  `
    query MentorshipsOfCenter($centerId: ID!) {
      requested: mentorships(centerId: $centerId, state: REQUESTED, last: 20) {
        totalCount
        pageInfo {
          hasPreviousPage
          startCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
      active: mentorships(centerId: $centerId, state: ACTIVE, last: 20) {
        totalCount
        pageInfo {
          hasPreviousPage
          startCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
      paused: mentorships(centerId: $centerId, state: PAUSED, first: 20) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
      proposed: mentorships(centerId: $centerId, state: PROPOSED, first: 20) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
      completed: mentorships(centerId: $centerId, state: COMPLETED, first: 20) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
      declined: mentorships(centerId: $centerId, state: DECLINED, first: 20) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
    }
  `,
  [brief],
);

/** More of those that stand so, the newest first. */
export const moreMentorships = graphql(
  `
    query MoreMentorships($centerId: ID!, $state: MentorshipState, $after: Cursor) {
      mentorships(centerId: $centerId, state: $state, first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
    }
  `,
  [brief],
);

/** The same, the oldest first. */
export const moreMentorshipsFromEnd = graphql(
  `
    query MoreMentorshipsFromEnd($centerId: ID!, $state: MentorshipState, $before: Cursor) {
      mentorships(centerId: $centerId, state: $state, last: 20, before: $before) {
        totalCount
        pageInfo {
          hasPreviousPage
          startCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
    }
  `,
  [brief],
);

export const mentorshipsOfMentee = graphql(
  `
    query MentorshipsOfMentee($menteeId: ID!, $after: Cursor) {
      mentorships(menteeId: $menteeId, first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentorshipBrief
          }
        }
      }
    }
  `,
  [brief],
);

/** What a first meeting decides among, and by which scale. */
export const scaleQuery = graphql(`
  query MaturityScale {
    maturityScale {
      level
      name
      meaning
    }
    directions {
      id
      code
      name
    }
  }
`);

const mentees = graphql(`
  fragment Mentees on MentorshipConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        state
        maturityBefore
        maturityAfter
        outcome
        goalsChosen
        goalsReached
        mentee {
          id
          name
        }
        focus {
          id
          name
        }
      }
    }
  }
`);

export const overview = graphql(
  `
    query MentoringOverview($regionId: ID) {
      mentoringOverview(regionId: $regionId) {
        center {
          id
          name
          mentees(first: 20) {
            ...Mentees
          }
        }
        active
        completed
        unanswered
        maturityBefore
        maturityAfter
        goalsReached
      }
    }
  `,
  [mentees],
);

/** More of the organizations that a center helps or raised. */
export const moreMentees = graphql(
  `
    query MoreMentees($id: ID!, $after: Cursor) {
      node(id: $id) {
        __typename
        ... on Organization {
          mentees(first: 20, after: $after) {
            ...Mentees
          }
        }
      }
    }
  `,
  [mentees],
);

/** Organizations to which help can be offered. */
export const mayBeHelped = graphql(`
  query MayBeHelped($search: String, $where: OrganizationWhereInput, $after: Cursor) {
    organizations(first: 50, after: $after, search: $search, orderBy: [{ field: NAME, direction: ASC }], where: $where) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
          homeRegion {
            id
          }
        }
      }
    }
  }
`);
