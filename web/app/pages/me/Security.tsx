import { useData } from '../../api/use-data';
import { Failed, Loading } from '../../parts/states';
import { ApiKeys } from './ApiKeys';
import { Contact } from './Contact';
import { MeFrame } from './MeFrame';
import { Password } from './Password';
import { securityQuery } from './security-queries';
import { Sessions } from './Sessions';

/** How the viewer signs in, where they are signed in, and which programs act for them. */
export default function Security() {
  return (
    <MeFrame title="me.security">
      <Loaded />
    </MeFrame>
  );
}

function Loaded() {
  const { data, error, again } = useData(securityQuery, {});
  if (error) return <Failed error={error} again={again} />;
  const viewer = data?.viewer;
  if (!viewer) return <Loading lines={4} />;
  return (
    <>
      <Contact email={viewer.volunteer?.email ?? null} phone={viewer.volunteer?.phone ?? null} again={again} />
      <Password again={again} />
      <Sessions sessions={viewer.sessions} again={again} />
      <ApiKeys keys={viewer.apiKeys} again={again} />
    </>
  );
}
