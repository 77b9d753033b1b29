import './style/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { preloadPage } from './pages';
import { planFonts } from './style/fonts';
import { applyTheme } from './shell/theme';
import { loadTexts } from './load-texts';
import { language } from './text/text';

applyTheme();
planFonts();
document.documentElement.lang = language;
await Promise.all([loadTexts('frame'), preloadPage(location.pathname)]);
const root = document.getElementById('app');
if (root) createRoot(root).render(<App />);
