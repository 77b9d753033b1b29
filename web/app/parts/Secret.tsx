import { useState } from 'react';
import { text } from '../text/text';
import { Button } from './Button';
import { Field } from './Field';
import style from './secret.module.css';

interface Props {
  label: string;
  value: string;
  /** What to do with it, and that it is shown once. */
  hint: string;
}

/** A secret that is shown once: to copy, or to write down. */
export function Secret({ label, value, hint }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // A page that may not write to the clipboard leaves it to the reader, who has the text marked.
      setCopied(false);
    }
  };
  return (
    <div className={style['secret']} data-secret>
      <Field label={label} hint={hint} value={value} readOnly onFocus={({ target }) => target.select()} />
      <div className={style['copy']}>
        <Button onClick={() => void copy()}>{text('app.copy')}</Button>
        <span role="status">{copied ? text('app.copied') : ''}</span>
      </div>
    </div>
  );
}
