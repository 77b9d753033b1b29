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
import { usePage } from '../../parts/use-page';
import { useViewer } from '../../shell/viewer';
import { text } from '../../text/text';
import { signOut } from '../account/queries';
import { Channels } from './Channels';
import style from './me.module.css';
import { mineLive } from './queries';
import { Notices } from './Notices';
import { PlaceCard } from './PlaceCard';

export type MyPlaceNode = ResultOf<typeof mineLive>['myPlaces']['places'][number];
const nothing = {};

/** The viewer's own places: what is offered first, then what is coming, then what they wait for. */
export default function Me() {
  usePage(text('me.title'));
  const signedIn = useSignedIn();
  if (!signedIn) {
    return (
      <Notice title={text('me.visitor.title')} heading="h1">
        {text('me.visitor.about')} <ButtonLink href="/sign-in?to=/me">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  return <Mine />;
}

function Mine() {
  const { data } = useLive(mineLive, nothing);
  const { data: who, again } = useViewer();
  const [, leave] = useMutation(signOut);
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
    <div className={layout['page']}>
      <section className={layout['section']}>
        <div className={layout['head']}>
          <h1>{text('me.title')}</h1>
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
        </div>
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
      </section>
      {!data && <Loading />}
      {data && places.length === 0 && (
        <Notice title={text('me.empty.title')}>
          {text('me.empty.about')} <Link href="/events?free=1">{text('me.empty.find')}</Link>
        </Notice>
      )}
      <Group title={text('me.offered')} places={offered} />
      <Group title={text('me.coming')} places={coming} />
      <Group title={text('me.waiting')} places={waiting} />
      <Notices />
      <Channels />
      <SeeQuery document={mineLive} />
    </div>
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
