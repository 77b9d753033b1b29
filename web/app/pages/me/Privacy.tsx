import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import { Consents } from './Consents';
import { Erase } from './Erase';
import { Export } from './Export';
import { Guardians } from './Guardians';
import { MeFrame } from './MeFrame';
import { privacyQuery } from './privacy-queries';

/** What is kept about the viewer: what they agreed to, all of it to take along, and the end of it. */
export default function Privacy() {
  return (
    <MeFrame title="me.privacy">
      <Loaded />
    </MeFrame>
  );
}

function Loaded() {
  const { data, error, again } = useData(privacyQuery, {});
  if (error) return <Failed error={error} again={again} />;
  const viewer = data?.viewer;
  if (!viewer) return <Loading lines={4} />;
  return (
    <>
      <Consents texts={data.consentTexts} given={viewer.consents} again={again} />
      <Guardians consents={viewer.guardianConsents} birthDate={viewer.volunteer?.birthDate ?? null} again={again} />
      <p>
        <Link href="/me/interviews">{text('me.interviews.link')}</Link>
      </p>
      <Export />
      <Erase number={viewer.volunteer?.publicNumber ?? ''} />
    </>
  );
}
