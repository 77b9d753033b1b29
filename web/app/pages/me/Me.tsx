import { useEffect } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { closePush } from '../../api/push';
import { closeSession, useSignedIn } from '../../api/session';
import { useLive } from '../../api/use-data';
import { Button, ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Loading, Notice } from '../../parts/states';
import { schoolsOf, useViewer } from '../../shell/viewer';
import { text } from '../../text/text';
import { signOut } from '../account/queries';
import { CalendarFeed } from './CalendarFeed';
import { Channels } from './Channels';
import style from './me.module.css';
import { MeFrame } from './MeFrame';
import { mineLive } from './queries';
import { Notices } from './Notices';
import { Past } from './Past';
import { PlaceCard } from './PlaceCard';
import { ProgrammeLink } from './ProgrammeLink';

export type MyPlaceNode = ResultOf<typeof mineLive>['myPlaces']['places'][number];
const nothing = {};

/** The viewer's own places: what is offered first, then what is coming, what they wait for, and what is past. */
export default function Me() {
  return (
    <MeFrame title="me.title" aside={<SignOut />}>
      <Mine />
    </MeFrame>
  );
}

function SignOut() {
  const [, leave] = useMutation(signOut);
  if (!useSignedIn()) return null;
  return (
    <Button
      kind="quiet"
      onClick={() => {
        // The next who signs in here is shown nothing of this person.
        void closePush().catch(() => undefined);
        void leave({}).then(closeSession);
      }}
    >
      {text('me.signOut')}
    </Button>
  );
}

function Mine() {
  const { data } = useLive(mineLive, nothing);
  const { data: who, again } = useViewer();
  const unread = data?.myPlaces.unreadNotices;
  useEffect(() => {
    if (unread !== undefined) again();
  }, [unread]);
  const places = data?.myPlaces.places ?? [];
  const offered = places.filter((place) => place.__typename === 'WaitlistEntry' && place.offer?.state === 'PENDING');
  const coming = places.filter((place) => place.__typename === 'Signup');
  const waiting = places.filter((place) => place.__typename === 'WaitlistEntry' && !offered.includes(place));
  const viewer = who?.viewer;
  const runs = viewer?.memberships.filter(({ role, status }) => status === 'ACTIVE' && ['ADMIN', 'COORDINATOR'].includes(role));
  return (
    <>
      <section className={layout['section']}>
        {viewer?.volunteer && (
          <p className={layout['lead']}>
            {viewer.volunteer.givenName} {viewer.volunteer.familyName} · {text('me.number', { number: viewer.volunteer.publicNumber })}
          </p>
        )}
        {runs && runs.length > 0 && (
          <p>
            <ButtonLink href="/desk">{text('me.desk')}</ButtonLink>
          </p>
        )}
        {viewer && schoolsOf(viewer.memberships).length > 0 && (
          <p>
            <ButtonLink href="/university">{text('credit.desk')}</ButtonLink>
          </p>
        )}
        {viewer && <ProgrammeLink ofOfficer={schoolsOf(viewer.memberships).length > 0} />}
        {!data && <Loading />}
        {data && places.length === 0 && (
          <Notice title={text('me.empty.title')}>
            {text('me.empty.about')} <Link href="/events?free=1">{text('me.empty.find')}</Link>
          </Notice>
        )}
      </section>
      <Group title={text('me.offered')} places={offered} />
      <Group title={text('me.coming')} places={coming} />
      <Group title={text('me.waiting')} places={waiting} />
      <CalendarFeed />
      <Notices />
      <Channels />
      <Past />
      <SeeQuery document={mineLive} />
    </>
  );
}

function Group({ title, places }: { title: string; places: MyPlaceNode[] }) {
  if (places.length === 0) return null;
  return (
    <section className={layout['section']}>
      <h2>
        {title} <span className={style['count']}>{places.length}</span>
      </h2>
      <ul className={style['places']}>
        {places.map((place) => 'id' in place && <PlaceCard key={place.id} place={place} />)}
      </ul>
    </section>
  );
}
