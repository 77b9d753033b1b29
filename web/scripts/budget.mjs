// Fails the build when a reader would download too much: what `/` loads first, and the widget.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const texts = (folder) => ['frame', folder].map((one) => `gen/texts/${one}/ru.json`);
const budgets = [
  { name: 'the first load of /', entries: ['app/index.html', 'app/pages/network/Network.tsx', ...texts('network')], most: 120 },
  { name: 'the first load of /events', entries: ['app/index.html', 'app/pages/events/Events.tsx', ...texts('events')], most: 120 },
  { name: 'signing up in a frame, with its style', entries: ['sign-up/index.html', '../locales/signup/ru.json'], style: true, most: 40 },
  { name: 'the widget', files: ['widget.js'], most: 15 },
];

let failed = false;
for (const { name, entries = [], files: plain = [], style = false, most } of budgets) {
  const files = new Set(plain);
  const add = (key) => {
    const { file, imports = [], css = [] } = manifest[key];
    if (files.has(file)) return;
    if (file.endsWith('.js')) files.add(file);
    if (style) css.forEach((sheet) => files.add(sheet));
    imports.forEach(add);
  };
  entries.forEach(add);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
  const over = bytes > most * 1000;
  console.log(`${over ? 'TOO MUCH: ' : ''}${name}: ${(bytes / 1000).toFixed(1)} kB of script, gzipped, of ${most} kB`);
  failed ||= over;
}
rmSync(join(dist, '.vite'), { recursive: true }); // only the build reads it
process.exit(failed ? 1 : 0);
