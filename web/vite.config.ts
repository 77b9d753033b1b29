import { defineConfig } from 'vite';
import { firstScript } from './scripts/first-script.ts';
import { icuMessages } from './scripts/icu-messages.ts';
import { pageTexts } from './scripts/page-texts.mjs';
import { systemFonts } from './scripts/system-fonts.ts';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [pageTexts(), icuMessages(), systemFonts(), firstScript()],
  build: {
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      input: { app: 'app/index.html', playground: 'playground/index.html', signUp: 'sign-up/index.html' },
      output: {
        // Few files: without HTTP/2 a browser asks for six at a time, and each costs a round trip. What the page of the
        // widget's frame and the playground use is apart from what only the pages of the network use: `pages` runs these.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'words',
              test: /\/web\/(shared|app\/text|app\/api\/new-key)|preload-helper/,
            },
            { name: 'react', test: /\/node_modules\/(react|react-dom|scheduler)\// },
            { name: 'socket', test: /\/node_modules\/graphql-ws\// },
            {
              name: 'pages',
              test: /\/web\/app\/(api\/|parts\/|shell\/|style\/base\.css|style\/fonts\.ts)|\/node_modules\/(urql|@urql|@0no-co|wonka|wouter|regexparam|use-sync-external-store|gql\.tada)\//,
            },
          ],
        },
      },
      // "use client" means nothing in a page without server components; a hundred warnings would hide a real one.
      checks: { moduleLevelDirective: false },
    },
    // The content security policy allows images and fonts from our own host only, so nothing becomes a data: URL.
    assetsInlineLimit: 0,
    // Every browser that runs ES2022 preloads modules by itself.
    modulePreload: { polyfill: false },
    // The editor of the playground is one big chunk by nature, and only the playground loads it.
    chunkSizeWarningLimit: 6000,
  },
  worker: { format: 'es' },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/graphql': { target: server, ws: true },
      '/about.json': server,
    },
  },
});
