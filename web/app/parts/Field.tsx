import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react';
import style from './field.module.css';

interface Common {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** A field with its name, and what is said about it. */
export function Field({ label, hint, error, ...rest }: Common & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => <input {...rest} {...attributes} className={style['input']} />}
    </Labelled>
  );
}

export function Area({ label, hint, error, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => <textarea {...rest} {...attributes} className={style['input']} />}
    </Labelled>
  );
}

export function Select({ label, hint, error, ...rest }: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => <select {...rest} {...attributes} className={style['input']} />}
    </Labelled>
  );
}

export function Check({ label, ...rest }: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={style['check']}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}

interface LabelledProps {
  label: string;
  hint: string | undefined;
  error: string | undefined;
  children: (attributes: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

function Labelled({ label, hint, error, children }: LabelledProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={style['field']}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={style['hint']}>
          {hint}
        </p>
      )}
      {children({ id, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true as const }) })}
      {error && (
        <p id={`${id}-error`} className={style['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
