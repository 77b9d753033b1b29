import { useState } from 'react';
import { useClient } from 'urql';
import { languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import { Blocks } from './Blocks';
import { createArticle, type DeskArticle, previewQuery, updateArticle } from './desk-queries';
import style from './news.module.css';
import { articleKinds, type Block } from './queries';

interface Props {
  organizationId?: string;
  /** The one that is rewritten; without it a new one is written. */
  article?: DeskArticle;
  done: () => void;
  back: () => void;
}

/** Writes an article in up to three languages, that of the reader first. */
export function ArticleForm({ organizationId, article, done, back }: Props) {
  const act = useAction();
  const client = useClient();
  const [preview, setPreview] = useState<readonly Block[]>();
  const locales = [language, ...languages.filter((one) => one !== language)];
  const submit = async (given: FormData) => {
    const all = (part: string) => Object.fromEntries(languages.map((one) => [one, String(given.get(`${part}.${one}`) ?? '').trim()]).filter(([, said]) => said));
    const input = { kind: given.get('kind') as DeskArticle['kind'], title: all('title'), summary: all('summary'), body: all('body') };
    const made = article
      ? await act.run(updateArticle, { articleId: article.id, expectedVersion: article.version, ...input })
      : await act.run(createArticle, { ...(organizationId && { organizationId }), ...input });
    if (made) done();
  };
  const look = async (target: HTMLFormElement) => {
    const body = String(new FormData(target).get(`body.${language}`) ?? '');
    const { data } = await client.query(previewQuery, { body }, { requestPolicy: 'network-only' }).toPromise();
    setPreview(data?.previewArticle ?? []);
  };
  return (
    <form
      className={form['form']}
      data-article-form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <Select label={text('news.kind')} name="kind" defaultValue={article?.kind ?? 'NEWS'}>
        {articleKinds.map((one) => (
          <option key={one} value={one}>
            {text(`news.kind.${one}`)}
          </option>
        ))}
      </Select>
      {locales.map((one, at) => (
        <details key={one} open={at === 0 || Boolean(article?.titleTranslations[one])}>
          <summary>{text(`news.language.${one}`)}</summary>
          <div className={form['form']} lang={one}>
            <Field label={text('news.form.title')} name={`title.${one}`} maxLength={200} defaultValue={article?.titleTranslations[one] ?? ''} required={at === 0 && !article} />
            <Area label={text('news.form.summary')} name={`summary.${one}`} maxLength={500} defaultValue={article?.summaryTranslations[one] ?? ''} />
            <Area
              label={text('news.form.body')}
              hint={text('news.form.body.hint')}
              name={`body.${one}`}
              rows={10}
              maxLength={20000}
              defaultValue={article?.bodyTranslations[one] ?? ''}
              required={at === 0 && !article}
            />
          </div>
        </details>
      ))}
      <Refusals all={act.refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text('news.save')}
        </Button>
        <Button onClick={(event) => event.currentTarget.form && void look(event.currentTarget.form)}>{text('news.preview')}</Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
      {preview && (
        <div className={`${style['body']} ${style['preview']}`} role="region" aria-label={text('news.preview')}>
          <Blocks blocks={preview} />
        </div>
      )}
    </form>
  );
}
