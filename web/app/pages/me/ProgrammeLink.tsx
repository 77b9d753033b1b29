import { graphql } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { ButtonLink } from '../../parts/Button';
import { text } from '../../text/text';

const universities = graphql(`
  query CreditUniversities {
    universities {
      id
    }
  }
`);

/** Answered to those who run student credit, and to the officers of the university. */
const pipeline = graphql(`
  query MayRunCredit($organizationId: ID!) {
    creditPipeline(organizationId: $organizationId) {
      requests
    }
  }
`);

/** To the desk of student credit, for those whose desk it is. Officers have a desk of their own. */
export function ProgrammeLink({ ofOfficer }: { ofOfficer: boolean }) {
  const { data } = useData(universities, {}, ofOfficer);
  const organizationId = data?.universities[0]?.id ?? '';
  const { data: answered } = useData(pipeline, { organizationId }, !organizationId);
  if (!answered) return null;
  return (
    <p>
      <ButtonLink href="/programme">{text('credit.programme')}</ButtonLink>
    </p>
  );
}
