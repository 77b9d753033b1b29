import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Language, languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Area, Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import type { Run } from '../desk/DeskGate';
import { choicesQuery } from '../events/queries';
import { Blocks } from './Blocks';
import type { DeskCampaign } from './campaign-queries';
import { createArticle, type DeskArticle, previewQuery, updateArticle } from './desk-queries';
import { InLanguages, said } from './InLanguages';
import style from './news.module.css';
import { PicturePicker, type Shows } from './PicturePicker';
import { articleKinds, type Block } from './queries';
import type { Uploaded } from './upload';

interface Props {
  center: Run;
  campaigns: readonly DeskCampaign[];
  /** The one that is rewritten; without it a new one is written. */
  article?: DeskArticle;
  done: () => void;
  back: () => void;
}

/** Writes an article in up to three languages, with its pictures and what it is about. */
export function ArticleForm({ center, campaigns, article, done, back }: Props) {
  const act = useAction();
  const client = useClient();
  const { data: choices } = useData(choicesQuery, {});
  const [preview, setPreview] = useState<readonly Block[]>();
  const [cover, setCover] = useState<{ id: string; small: string } | null>(article?.cover ?? null);
  const place = useRef<HTMLFormElement>(null);

  const submit = async (given: FormData) => {
    const about = {
      kind: given.get('kind') as DeskArticle['kind'],
      title: said(given, 'title'),
      summary: said(given, 'summary'),
      body: said(given, 'body'),
      regionId: String(given.get('region') ?? '') || null,
      campaignId: String(given.get('campaign') ?? '') || null,
      coverId: cover?.id ?? null,
      ...(choices && { directions: given.getAll('direction') as 'SOCIAL'[] }),
    };
    const made = article
      ? await act.run(updateArticle, { articleId: article.id, expectedVersion: article.version, ...about })
      : await act.run(createArticle, { organizationId: center.id || null, ...about });
    if (made) done();
  };
  const look = async () => {
    if (!place.current) return;
    const body = String(new FormData(place.current).get(`body.${language}`) ?? '');
    const { data } = await client.query(previewQuery, { body }, { requestPolicy: 'network-only' }).toPromise();
    setPreview(data?.previewArticle ?? []);
  };
  const put = (picture: Uploaded, shows: Shows): readonly Language[] => {
    const field = (part: string, one: Language) => place.current?.elements.namedItem(`${part}.${one}`) as HTMLTextAreaElement | HTMLInputElement | null;
    const used = languages.filter((one) => field('title', one)?.value.trim() || field('body', one)?.value.trim());
    const wanted = (used.length > 0 ? used : [language]).filter((one) => !shows[one]?.trim());
    if (wanted.length > 0) return wanted;
    for (const one of languages) {
      const area = field('body', one);
      const words = shows[one]?.trim();
      if (!area || !words) continue;
      const at = area.selectionEnd || area.value.length; // where it was written last, else at the end
      area.setRangeText(`${at > 0 ? '\n\n' : ''}![${words.replace(/[[\]\\\s]+/g, ' ').trim()}](${picture.id})\n\n`, at, at, 'end');
    }
    void look();
    return [];
  };

  return (
    <form
      ref={place}
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
            {text(`news.one.${one}`)}
          </option>
        ))}
      </Select>
      <InLanguages has={(one) => Boolean(article?.titleTranslations[one])}>
        {(one, first) => (
          <>
            <Field
              label={text('news.form.title')}
              name={`title.${one}`}
              lang={one}
              maxLength={200}
              defaultValue={article?.titleTranslations[one] ?? ''}
              required={first && !article}
            />
            <Area label={text('news.form.summary')} name={`summary.${one}`} lang={one} maxLength={500} defaultValue={article?.summaryTranslations[one] ?? ''} />
            <Area
              label={text('news.form.body')}
              hint={text('news.form.body.hint')}
              name={`body.${one}`}
              lang={one}
              rows={10}
              maxLength={20000}
              defaultValue={article?.bodyTranslations[one] ?? ''}
              required={first && !article}
            />
          </>
        )}
      </InLanguages>
      {cover && (
        <figure className={style['cover']}>
          <img className={style['picture']} src={cover.small} alt="" />
          <figcaption className={form['steps']}>
            {text('news.picture.above')}
            <Button onClick={() => setCover(null)}>{text('news.picture.remove')}</Button>
          </figcaption>
        </figure>
      )}
      <PicturePicker organizationId={center.id} put={put} cover={setCover} />
      <details className={style['language']}>
        <summary>{text('news.form.about')}</summary>
        <div className={form['form']}>
          <Select label={text('events.region')} name="region" defaultValue={article?.region?.id ?? ''}>
            <option value="">{text('events.region.all')}</option>
            {(center.id ? center.regions : (choices?.regions ?? [])).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Select label={text('news.form.campaign')} name="campaign" defaultValue={article?.campaign?.id ?? ''}>
            <option value="">{text('news.form.campaign.none')}</option>
            {campaigns.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
          <div className={form['choices']} role="group" aria-label={text('events.direction')}>
            {choices?.directions.map(({ code, name }) => (
              <Check key={code} label={name} name="direction" value={code} defaultChecked={article?.directions?.some((one) => one.code === code) ?? false} />
            ))}
          </div>
        </div>
      </details>
      <Refusals all={act.refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text('news.save')}
        </Button>
        <Button onClick={() => void look()}>{text('news.preview')}</Button>
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
