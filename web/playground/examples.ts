import type { PlaygroundDocument } from '../shared/playground-link';

/** Every shift of the network, live: the example that the playground opens with. */
export const livePlaces: PlaygroundDocument = {
  query: `# Live: all shifts of the network, and then
# each one that changes, as it changes.
# A message with "reset": true holds them all,
# the next ones hold only what is new.
# For more than 1,000 shifts choose some, as in
# shiftCapacities(where: { direction: SOCIAL })
subscription LivePlaces {
  shiftCapacities {
    reset
    removed
    shifts {
      id
      shiftId
      capacity
      confirmed
      held
      waitlisted
      available
      state
      version
    }
  }
}
`,
};

const regions = `# The country's regions by date:
# 17 on 15 November 2019, 20 today.
query Regions {
  now: regions {
    id
    name
  }
  in2019: regions(at: "2019-11-15") {
    id
    name
  }
}
`;

const asOne = `# The graph reads as one: from the regions to their
# centers, whom these mentor, their projects and
# events, the places taken now, the hours verified
# and the student credit awarded in each region.
query TheGraphAsOne {
  regions {
    name
    awardedCredits
    hours { minutes }
    supportCenters {
      organization {
        name
        mentees(first: 2) {
          edges {
            node {
              state
              maturityBefore
              maturityAfter
              mentee {
                name
                projects(first: 2) {
                  edges {
                    node {
                      title
                      indicators { title target computed }
                      events(first: 2) {
                        edges {
                          node {
                            title
                            live { confirmed available }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;

const freePlaces = `# The next events that still have free places.
query FreePlaces {
  events(
    first: 10
    hasFreePlaces: true
    orderBy: [{ field: STARTS_AT, direction: ASC }]
    where: { startsAtGT: "${new Date().toISOString()}" }
  ) {
    edges {
      node {
        id
        title
        startsAt
        timeZone
        organization { name }
        region { name }
        shifts {
          id
          title
          startsAt
          endsAt
          capacity
          available
          waitlisted
          eligibility { allowed gates { code passed nextStep } }
        }
      }
    }
  }
}
`;

const networkStats = `# The numbers of the network, each one the count
# of a list that can be asked for.
query NetworkNumbers {
  networkStats {
    asOf
    totals {
      organizations
      supportCenters
      volunteers
      events
      places
      takenPlaces
      freePlaces
      verifiedMinutes
    }
  }
}
`;

const takePlace = `# 1. Sign in. The demo has this account;
#    elsewhere use your own ("register").
mutation SignIn {
  signIn(
    input: {
      email: "volunteer@demo.example"
      password: "erikti-demo"
    }
  ) {
    token
    expiresAt
    userErrors { code message nextStep }
  }
}

# 2. Sign this tab in (the person at the left), or put
#    the token into the Headers tab below:
#    { "Authorization": "Bearer <token>" }
# 3. Put the id of a shift, from FreePlaces,
#    into the Variables tab, and choose
#    TakePlace at the run button.
#    If the shift is full, you join its queue.
mutation TakePlace($shiftId: ID!) {
  signUpForShift(input: { shiftId: $shiftId }) {
    signup { id state }
    waitlistEntry { id position }
    shift { id available waitlisted }
    userErrors { code message nextStep }
  }
}
`;

const myPlaces = `# Your own sign-ups and places in queues.
# Sign in first, and put into the Headers tab:
# { "Authorization": "Bearer <token>" }
query MyPlaces {
  viewer {
    places {
      __typename
      ... on Signup {
        id
        signupState: state
        shift { title startsAt event { title } }
      }
      ... on WaitlistEntry {
        id
        waitlistState: state
        position
        offer { id expiresAt state }
        shift { title startsAt event { title } }
      }
    }
  }
}
`;

const coordinator = `# For those who run events (organizer@demo.example):
# a draft, then publishing it. Sign in first, and
# put the token into the Headers tab.
mutation CreateEvent($input: CreateEventInput!) {
  createEvent(input: $input) {
    event { id state shifts { id } }
    userErrors { code path message nextStep }
  }
}

mutation PublishEvent($eventId: ID!) {
  publishEvent(input: { eventId: $eventId }) {
    event { state }
    userErrors { code message nextStep }
  }
}
`;

const roster = `# Live: who is on a shift of yours, asked for a
# place, or waits. For those who run it.
subscription Roster($shiftId: ID!) {
  roster(shiftId: $shiftId) {
    reset
    removed
    entries {
      id
      signup { state volunteer { givenName familyName publicNumber } }
      waitlistEntry { position }
    }
  }
}
`;

const center = `# For a support center (coordinator@demo.example):
# organizations of the region that wait to be
# verified, and what people reported of events.
# Sign this tab in: the person at the left.
query CenterDesk {
  centerRequests(first: 10) {
    totalCount
    edges { node { id name legalForm submittedAt homeRegion { name } } }
  }
  reports(state: OPEN, first: 10) {
    totalCount
    edges { node { id kind text createdAt event { title organization { name } } } }
  }
}
`;

const administrator = `# For administrators of the platform
# (admin@demo.example): the live connections of the
# server, once a second. Sign this tab in first.
subscription LiveConnections {
  liveConnections {
    asOf
    webSockets
    eventStreams
    accounts
    visitors
    subscriptions
  }
}
`;

const day = 86_400_000;
const start = new Date(Math.ceil(Date.now() / day) * day + 7 * day);
const newEvent = {
  eventId: 'the id of the draft',
  input: {
    organizationId: 'the id of your organization',
    title: { kk: 'Жағалауды тазалау', ru: 'Уборка берега', en: 'Cleaning the bank' },
    directions: ['SOCIAL'],
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + day / 6).toISOString(),
    timeZone: 'Asia/Almaty',
    shifts: [
      {
        title: { kk: 'Таңғы ауысым', ru: 'Утренняя смена', en: 'Morning' },
        startsAt: start.toISOString(),
        endsAt: new Date(start.getTime() + day / 6).toISOString(),
        capacity: 20,
      },
    ],
  },
};

/** The tabs of a first visit, by role: visitors read and watch, volunteers sign up, organizers run events, centers and administrators look. */
export const examples: PlaygroundDocument[] = [
  livePlaces,
  { query: regions },
  { query: asOne },
  { query: freePlaces },
  { query: networkStats },
  { query: takePlace, variables: JSON.stringify({ shiftId: 'the id of a shift' }, null, 2) },
  { query: myPlaces },
  { query: coordinator, variables: JSON.stringify(newEvent, null, 2) },
  { query: roster, variables: JSON.stringify({ shiftId: 'the id of a shift' }, null, 2) },
  { query: center },
  { query: administrator },
];
