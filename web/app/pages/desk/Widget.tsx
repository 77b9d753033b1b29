import { useEffect, useRef, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Area, Field, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { languages } from '../../../shared/language';
import { useViewer } from '../../shell/viewer';
import { language, languageNames, text } from '../../text/text';
import style from './widget.module.css';
import { setSites, sitesQuery } from './widget-queries';

/** The event on the organization's own site: what to copy, how it looks there, and which sites may hold it. */
export function Widget({ eventId, organizationId }: { eventId: string; organizationId: string }) {
  const [locale, setLocale] = useState<string>(language);
  const [accent, setAccent] = useState('#006475');
  const [free, setFree] = useState('#00afca');
  const [copied, setCopied] = useState(false);
  const snippet = [
    `<script type="module" src="${location.origin}/widget.js"></script>`,
    `<erikti-event event="${eventId}" locale="${locale}"></erikti-event>`,
  ].join('\n');
  const theme = `erikti-event { --erikti-accent: ${accent}; --erikti-free: ${free}; }`;
  const copy = async () => {
    await navigator.clipboard?.writeText(`${snippet}\n<style>${theme}</style>\n`).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <section className={layout['section']} aria-labelledby="widget">
      <h2 id="widget">{text('desk.widget')}</h2>
      <p className={layout['lead']}>{text('desk.widget.about')}</p>
      <div className={style['split']}>
        <div className={style['column']}>
          <Area label={text('desk.widget.snippet')} readOnly rows={3} value={snippet} onFocus={({ target }) => target.select()} />
          <Area label={text('desk.widget.theme')} hint={text('desk.widget.theme.about')} readOnly rows={2} value={theme} onFocus={({ target }) => target.select()} />
          <div className={style['row']}>
            <Select label={text('desk.widget.locale')} value={locale} onChange={({ target }) => setLocale(target.value)}>
              {languages.map((one) => (
                <option key={one} value={one}>
                  {languageNames[one]}
                </option>
              ))}
            </Select>
            <Field label={text('desk.widget.accent')} type="color" value={accent} onChange={({ target }) => setAccent(target.value)} />
            <Field label={text('desk.widget.free')} type="color" value={free} onChange={({ target }) => setFree(target.value)} />
          </div>
          <div className={style['row']}>
            <Button kind="primary" onClick={() => void copy()}>
              {text('desk.widget.copy')}
            </Button>
            <span role="status">{copied && text('desk.widget.copied')}</span>
          </div>
        </div>
        <div className={style['column']}>
          <p>{text('desk.widget.preview')}</p>
          <Preview eventId={eventId} locale={locale} accent={accent} free={free} />
          <Sites organizationId={organizationId} />
        </div>
      </div>
    </section>
  );
}

function Preview({ eventId, locale, accent, free }: { eventId: string; locale: string; accent: string; free: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.querySelector('script[src="/widget.js"]')) return;
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/widget.js' }));
  }, []);
  useEffect(() => {
    const shown = document.createElement('erikti-event');
    shown.setAttribute('event', eventId);
    shown.setAttribute('locale', locale);
    place.current?.replaceChildren(shown);
  }, [eventId, locale]);
  useEffect(() => {
    const shown = place.current?.firstElementChild;
    if (!(shown instanceof HTMLElement)) return;
    shown.style.setProperty('--erikti-accent', accent);
    shown.style.setProperty('--erikti-free', free);
  }, [eventId, locale, accent, free]);
  return <div ref={place} className={style['preview']} data-preview />;
}

/** The sites that may hold the widget: said by an ADMIN, read by everybody at the desk. */
function Sites({ organizationId }: { organizationId: string }) {
  const { data, again } = useData(sitesQuery, { id: organizationId });
  const { data: who } = useViewer();
  const { busy, refusals, run } = useAction();
  const organization = data?.node?.__typename === 'Organization' ? data.node : undefined;
  const [typed, setTyped] = useState<string>();
  if (!organization) return null;
  const admin = who?.viewer?.memberships.some(
    ({ role, status, organization: of }) => of.id === organizationId && role === 'ADMIN' && status === 'ACTIVE',
  );
  const save = async () => {
    const sites = (typed ?? '').split(/\s+/).filter(Boolean);
    if (await run(setSites, { organizationId, sites })) {
      setTyped(undefined);
      again();
    }
  };
  return (
    <div className={style['column']}>
      <Area
        label={text('desk.widget.sites')}
        hint={text(admin ? 'desk.widget.sites.about' : 'desk.widget.sites.admin')}
        rows={3}
        readOnly={!admin}
        value={typed ?? organization.sites.join('\n')}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Refusals all={refusals} />
      {admin && (
        <div>
          <Button busy={busy} aria-disabled={typed === undefined} onClick={() => typed !== undefined && void save()}>
            {text('desk.widget.sites.save')}
          </Button>
        </div>
      )}
    </div>
  );
}
