import { useState } from 'react';
import { useSignedIn } from '../../api/session';
import { useData } from '../../api/use-data';
import { Button, ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Reports } from '../../parts/Reports';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './center.module.css';
import { centerRequests } from './queries';
import { RegisterOfRegions, TabsOfCenter } from './Register';
import { Request } from './Request';

const page = 20;

/** What waits for a support center, the oldest first. */
export default function CenterRequests() {
  usePage(text('requests.title'));
  const signedIn = useSignedIn();
  if (!signedIn) {
    return (
      <Notice title={text('requests.title')} heading="h1">
        {text('requests.about')} <ButtonLink href="/sign-in?to=/center/requests">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('requests.title')}</h1>
        <TabsOfCenter />
        <p className={layout['lead']}>{text('requests.about')}</p>
      </div>
      <Waiting />
    </div>
  );
}

/** Organizations that wait to be verified, then what was reported of events. */
function Waiting() {
  const [first, setFirst] = useState(page);
  const variables = { first };
  const { data, error, again } = useData(centerRequests, variables);
  const [decided, setDecided] = useState<string>();
  const waiting = data?.centerRequests.edges?.flatMap((edge) => edge?.node ?? []) ?? [];
  const forbidden = error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'FORBIDDEN');
  if (forbidden) return <Notice>{text('requests.forbidden')}</Notice>;
  return (
    <>
      <section className={layout['section']} aria-labelledby="organizations">
        <h2 id="organizations">{text('requests.organizations', { count: data?.centerRequests.totalCount ?? 0 })}</h2>
        <p role="status" className={style['done']}>
          {decided ?? ''}
        </p>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={3} />}
        {data && waiting.length === 0 && <Notice>{text('requests.empty')}</Notice>}
        <ul className={style['requests']}>
          {waiting.map((one) => (
            <Request
              key={one.id}
              organization={one}
              decided={(said) => {
                setDecided(said);
                again();
              }}
            />
          ))}
        </ul>
        {data?.centerRequests.pageInfo.hasNextPage && (
          <p>
            <Button onClick={() => setFirst(Math.min(first + page, 100))}>{text('me.past.more')}</Button>
          </p>
        )}
        <SeeQuery document={centerRequests} variables={variables} />
      </section>
      <Reports />
      <RegisterOfRegions />
    </>
  );
}
