import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { type Fragment, selectedIn } from './fragment';
import { remember } from './kept';
import style from './news.module.css';
import { type Article, reportMistake } from './queries';

/**
 * Tells the editors that something is wrong: of what is selected by Ctrl+Enter, or by the button that appears beside a
 * selection; of the whole article by the one at its end.
 */
export function Mistake({ article, body, told }: { article: Article; body: RefObject<HTMLElement | null>; told: () => void }) {
  const [selected, setSelected] = useState<Fragment>();
  const [asked, setAsked] = useState<{ fragment: Fragment | undefined }>();
  const [done, setDone] = useState(false);
  const keys = matchMedia('(any-hover: hover)').matches;
  useEffect(() => {
    const look = () => setSelected(selectedIn(body.current));
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      const fragment = selectedIn(body.current);
      if (!fragment) return;
      event.preventDefault();
      setDone(false);
      setAsked({ fragment });
    };
    document.addEventListener('selectionchange', look);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('keydown', press);
    };
  }, [body]);
  const ask = (fragment: Fragment | undefined) => {
    setDone(false);
    setAsked({ fragment });
  };
  return (
    <section className={`${layout['section']} no-print`} aria-label={text('mistake.report')} data-mistake>
      {selected && !asked && (
        <div className={style['bubble']} data-bubble>
          {/* Pressed before the touch ends the selection. */}
          <Button kind="primary" onPointerDown={(event) => event.preventDefault()} onClick={() => ask(selected)}>
            {text('mistake.report')}
          </Button>
        </div>
      )}
      {asked ? (
        <Form
          article={article}
          fragment={asked.fragment}
          back={() => setAsked(undefined)}
          done={() => {
            setAsked(undefined);
            setDone(true);
            told();
          }}
        />
      ) : (
        <>
          {done && <p role="status">{text('mistake.done')}</p>}
          <p className={style['hint']}>{text(keys ? 'mistake.hint' : 'mistake.hint.touch')}</p>
          <div>
            <Button onClick={() => ask(selectedIn(body.current))}>{text('mistake.report')}</Button>
          </div>
        </>
      )}
    </section>
  );
}

function Form({ article, fragment, back, done }: { article: Article; fragment: Fragment | undefined; back: () => void; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.querySelector('select')?.focus();
  }, []);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const comment = String(given.get('comment') ?? '').trim();
    const made = await run(reportMistake, {
      articleId: article.id,
      kind: given.get('kind') as 'MISTAKE',
      locale: fragment?.part === 'BODY' || !fragment ? article.bodyLocale : article.titleLocale,
      ...(comment && { comment }),
      website: String(given.get('website') ?? ''),
      ...(fragment ?? { part: 'BODY' as const }),
    });
    if (!made) return;
    if (made.token) remember(article.id, made.token);
    done();
  };
  return (
    <form ref={place} className={form['form']} onSubmit={(event) => void send(event)}>
      <h2>{text('mistake.report')}</h2>
      {fragment ? <blockquote className={style['quote']}>{fragment.quote}</blockquote> : <p>{text('mistake.whole')}</p>}
      <Select label={text('mistake.kind')} name="kind">
        <option value="MISTAKE">{text('mistake.kind.MISTAKE')}</option>
        <option value="DEAD_LINK">{text('mistake.kind.DEAD_LINK')}</option>
      </Select>
      <Area label={text('mistake.comment')} name="comment" maxLength={1000} required={!fragment} />
      <input className={style['trap']} name="website" tabIndex={-1} autoComplete="off" aria-hidden="true" />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('mistake.send')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
