import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import type { Run } from '../desk/DeskGate';
import { ArticleForm } from './ArticleForm';
import type { DeskCampaign } from './campaign-queries';
import { type DeskArticle, publishArticle, withdrawArticle } from './desk-queries';

interface Props {
  center: Run;
  campaigns: readonly DeskCampaign[];
  article: DeskArticle;
  changed: () => void;
}

/** An article as its editors see it: where it stands, and what can be done with it. */
export function ArticleRow({ center, campaigns, article, changed }: Props) {
  const [open, setOpen] = useState<'edit' | 'later'>();
  const act = useAction();
  const { id, state, version } = article;
  const seen = state === 'PUBLISHED' || state === 'SCHEDULED';
  const goes = async (done: Promise<unknown>) => {
    if (!(await done)) return;
    setOpen(undefined);
    changed();
  };
  const written = () => {
    setOpen(undefined);
    changed();
  };
  return (
    <li className={card['card']} data-desk-article={id} data-state={state}>
      <div className={card['head']}>
        <h3>{state === 'PUBLISHED' ? <Link href={`/news/${id}`}>{article.title}</Link> : article.title}</h3>
        <span className={card['state']}>{text(`news.state.${state}`)}</span>
      </div>
      <p className={card['quiet']}>
        {text(`news.one.${article.kind}`)} · {article.locales.map((one) => text(`news.language.${one}`)).join(', ')}
        {article.publishedAt && ` · ${momentHere(article.publishedAt)}`}
      </p>
      {open === 'edit' ? (
        <ArticleForm center={center} campaigns={campaigns} article={article} done={written} back={() => setOpen(undefined)} />
      ) : (
        <div className={form['steps']}>
          <Button onClick={() => setOpen('edit')}>{text('news.edit')}</Button>
          {!seen && (
            <Button kind="primary" busy={act.busy} onClick={() => void goes(act.run(publishArticle, { articleId: id, expectedVersion: version }))}>
              {text('news.publish')}
            </Button>
          )}
          {!seen && open !== 'later' && <Button onClick={() => setOpen('later')}>{text('news.later')}</Button>}
          {seen && (
            <Button busy={act.busy} onClick={() => void goes(act.run(withdrawArticle, { articleId: id, expectedVersion: version }))}>
              {text('news.withdraw')}
            </Button>
          )}
        </div>
      )}
      {open === 'later' && (
        <form
          className={form['form']}
          onSubmit={(event) => {
            event.preventDefault();
            const at = new Date(String(new FormData(event.currentTarget).get('at'))).toISOString();
            void goes(act.run(publishArticle, { articleId: id, at, expectedVersion: version }));
          }}
        >
          <Field label={text('news.later.at')} name="at" type="datetime-local" required />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={act.busy}>
              {text('news.schedule')}
            </Button>
            <Button onClick={() => setOpen(undefined)}>{text('app.back')}</Button>
          </div>
        </form>
      )}
      <Refusals all={act.refusals} />
    </li>
  );
}
