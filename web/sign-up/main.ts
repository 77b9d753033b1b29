import './style.css';
import { readLanguage } from '../shared/language';
import { Flow } from './flow';
import { loadWords } from './words';

const language = readLanguage();
document.documentElement.lang = language;
const parameters = new URLSearchParams(location.search);
const place = document.getElementById('sign-up');
await loadWords(language);
if (place) void new Flow(place, parameters.get('shift') ?? '', parameters.get('origin') ?? '').begin();
