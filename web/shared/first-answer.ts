interface Question {
  operationName: string;
  query: string;
  variables: unknown;
}

interface Left {
  asked: string;
  answer: Promise<Response>;
}

declare global {
  interface Window {
    eriktiFirst?: Left | undefined;
  }
}

// The pages' client sorts the fields of variables.
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

const sameAs = ({ operationName, variables }: Partial<Question>, language: string, token: string | undefined) =>
  JSON.stringify([operationName, variables, language, token], sorted);

/** Asks before the pages do, and leaves the answer for them. */
export function leaveFirst(question: Question, language: string, token: string | undefined): void {
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json',
    'Accept-Language': language,
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  const answer = fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(question) });
  answer.catch(() => {}); // who takes it hears of it
  window.eriktiFirst = { asked: sameAs(question, language, token), answer };
}

/** The answer that was left, once, if it is the one to this request of the same person in the same language. */
export function takeFirst(body: unknown, language: string, token: string | undefined): Promise<Response> | undefined {
  const left = window.eriktiFirst;
  if (!left || typeof body !== 'string') return undefined;
  if (left.asked !== sameAs(JSON.parse(body) as Partial<Question>, language, token)) return undefined;
  window.eriktiFirst = undefined;
  return left.answer;
}
