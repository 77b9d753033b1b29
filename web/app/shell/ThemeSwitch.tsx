import { useStore } from '../api/store';
import { text } from '../text/text';
import { Icon, type IconName } from './Icon';
import style from './shell.module.css';
import { chooseTheme, type Theme, theme, themes } from './theme';

const icons: Record<Theme, IconName> = { auto: 'auto', light: 'sun', dark: 'moon' };

/** One button that goes through the themes: as the system, light, dark. */
export function ThemeSwitch() {
  const now = useStore(theme);
  const next = themes[(themes.indexOf(now) + 1) % themes.length] ?? 'auto';
  const label = `${text('app.theme')}: ${text(`app.theme.${now}`)}`;
  return (
    <button type="button" className={style['theme']} aria-label={label} title={label} onClick={() => chooseTheme(next)}>
      <Icon name={icons[now]} size={20} />
    </button>
  );
}
