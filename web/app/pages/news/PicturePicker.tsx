import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Language, languages } from '../../../shared/language';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { type Refusal, Refusals } from '../../parts/Refusals';
import { number, text } from '../../text/text';
import style from './news.module.css';
import { type Uploaded, upload } from './upload';

/** What a picture shows, in some languages. */
export type Shows = Partial<Record<Language, string>>;

interface Props {
  organizationId: string;
  /** Puts the picture into the text; the languages in which it must still be said what it shows. */
  put: (picture: Uploaded, shows: Shows) => readonly Language[];
  /** Shows it above the text. */
  cover: (picture: Uploaded) => void;
}

/** Uploads a picture for an article, and puts it into its text or above it. */
export function PicturePicker({ organizationId, put, cover }: Props) {
  const [sent, setSent] = useState<number>();
  const [picture, setPicture] = useState<Uploaded>();
  const [shows, setShows] = useState<Shows>({});
  const [missing, setMissing] = useState<readonly Language[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [done, setDone] = useState(false);
  const hint = useId();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = ''; // so that the same file can be chosen again
    if (!file) return;
    setRefusals([]);
    setPicture(undefined);
    setDone(false);
    setSent(0);
    const one = (stop.current = new AbortController());
    const answer = await upload(file, organizationId, setSent, one.signal);
    setSent(undefined);
    if ('id' in answer) setPicture(answer);
    else setRefusals([answer]);
  };
  const placed = () => {
    setPicture(undefined);
    setShows({});
    setDone(true);
  };
  const place = () => {
    if (!picture) return;
    const wanted = put(picture, shows);
    setMissing(wanted);
    if (wanted.length === 0) placed();
  };
  // Enter says what the picture shows; it does not save the article around it.
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type === 'file') return;
    event.preventDefault();
    place();
  };
  return (
    <fieldset className={style['picker']} onKeyDown={press} data-picker>
      <legend className={form['legend']}>{text('news.picture')}</legend>
      <p id={hint} className={card['quiet']}>
        {text('news.picture.hint')}
      </p>
      {/* A browser words its own field for files in the language of the browser. */}
      <label className={style['chooser']}>
        <input
          className="visually-hidden"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          aria-describedby={hint}
          disabled={sent !== undefined}
          onChange={({ target }) => void send(target)}
        />
        {text('news.picture.choose')}
      </label>
      {sent !== undefined && (
        <div className={form['steps']}>
          <progress max={1} value={sent} aria-label={text('news.picture.sending')} />
          <span className="tabular">{sent < 1 ? `${number(Math.floor(sent * 100))} %` : text('news.picture.drawn')}</span>
          <Button kind="quiet" onClick={() => stop.current?.abort()}>
            {text('news.picture.stop')}
          </Button>
        </div>
      )}
      <Refusals all={refusals} />
      <p role="status" className={done ? undefined : 'visually-hidden'}>
        {picture && text('news.picture.sent')}
        {done && text('news.picture.placed')}
      </p>
      {picture && (
        <>
          <img className={style['picture']} src={picture.small} alt={text('news.picture.yours')} data-picture={picture.id} />
          {languages.map((one) => (
            <Field
              key={one}
              label={text(`news.picture.shows.${one}`)}
              lang={one}
              maxLength={300}
              value={shows[one] ?? ''}
              error={missing.includes(one) ? text('news.picture.shows.missing') : undefined}
              onChange={({ target }) => setShows({ ...shows, [one]: target.value })}
            />
          ))}
          <div className={form['steps']}>
            <Button onClick={place}>{text('news.picture.put')}</Button>
            <Button
              onClick={() => {
                cover(picture);
                placed();
              }}
            >
              {text('news.picture.cover')}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
