type Child = Node | string | false | undefined | null;

/** An element with its attributes and children; what is false is left out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (typeof value === 'string') made.setAttribute(key, value);
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

export interface FieldOptions {
  name: string;
  label: string;
  type?: string;
  autocomplete?: string;
  hint?: string;
  required?: boolean;
}

/** A labelled field. */
export function field({ name, label, type = 'text', autocomplete, hint, required = true }: FieldOptions): HTMLElement {
  const id = `field-${name}`;
  return make(
    'p',
    { class: 'field' },
    make('label', { for: id }, label),
    make('input', { id, name, type, autocomplete, required, ...(hint && { 'aria-describedby': `${id}-hint` }) }),
    hint && make('small', { id: `${id}-hint` }, hint),
  );
}

// Who is led to tap where they cannot see has not read by then.
const readFor = 700;

/** A button that says yes: it works once, and when there was time to read what it says yes to. */
export function yesButton(label: string, yes: () => void): HTMLButtonElement {
  const button = make('button', { class: 'primary', 'aria-disabled': 'true', type: 'button' }, label);
  setTimeout(() => button.removeAttribute('aria-disabled'), readFor);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    yes();
  });
  return button;
}
