import { graphql } from '../../api/graphql';

/** How the viewer wants to be told. */
export const choicesQuery = graphql(`
  query MyChannels {
    viewer {
      pushKey
      noticeChoices {
        kind
        name
        channel
        wanted
      }
    }
  }
`);

export const setChoices = graphql(`
  mutation SetNoticeChoices($input: SetNoticeChoicesInput!) {
    setNoticeChoices(input: $input) {
      noticeChoices {
        kind
        channel
        wanted
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const subscribePush = graphql(`
  mutation SubscribeToPush($input: SubscribeToPushInput!) {
    subscribeToPush(input: $input) {
      subscribed
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const unsubscribePush = graphql(`
  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {
    unsubscribeFromPush(input: $input) {
      subscribed
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);
