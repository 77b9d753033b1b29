// GraphQL Yoga with graphql-ws, as their documentation puts them together: the
// resolver yields the state now, then each change that is published.
import { createServer } from 'node:http'
import { useServer } from 'graphql-ws/use/ws'
import { createPubSub, createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'

const state = { version: 1, capacity: 10000 }
const pubSub = createPubSub()

const capacity = (id) => ({
  id,
  version: state.version,
  capacity: state.capacity,
  confirmed: 1234,
  waitlisted: 12,
  available: state.capacity - 1234,
})

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type EventCapacity {
      id: ID!
      version: Int!
      capacity: Int!
      confirmed: Int!
      waitlisted: Int!
      available: Int!
    }
    type Query {
      eventCapacity(eventId: ID!): EventCapacity!
    }
    type Subscription {
      eventCapacity(eventId: ID!): EventCapacity!
    }
  `,
  resolvers: {
    Query: { eventCapacity: (_, { eventId }) => capacity(eventId) },
    Subscription: {
      eventCapacity: {
        subscribe: async function* (_, { eventId }) {
          const changes = pubSub.subscribe('changed', eventId)
          yield capacity(eventId)
          yield* changes
        },
        resolve: (payload) => payload,
      },
    },
  },
})

const yoga = createYoga({ schema, graphqlEndpoint: '/graphql', logging: false })

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/publish') {
    state.version++
    state.capacity = Number(url.searchParams.get('capacity'))
    const eventId = url.searchParams.get('event')
    pubSub.publish('changed', eventId, capacity(eventId))
    response.end()
  } else if (url.pathname === '/readyz') {
    response.end()
  } else {
    yoga(request, response)
  }
})

useServer(
  {
    execute: (args) => args.rootValue.execute(args),
    subscribe: (args) => args.rootValue.subscribe(args),
    onSubscribe: async (context, _id, payload) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...context,
        req: context.extra.request,
        socket: context.extra.socket,
        params: payload,
      })
      const args = {
        schema,
        operationName: payload.operationName,
        document: parse(payload.query),
        variableValues: payload.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      }
      const errors = validate(args.schema, args.document)
      return errors.length ? errors : args
    },
  },
  new WebSocketServer({ server, path: '/graphql' }),
)

const [host, port] = process.env.ADDR.split(':')
server.listen(Number(port), host)
