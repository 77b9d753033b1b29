import { defineConfig } from 'vite';
import { icuMessages } from './scripts/icu-messages.ts';

// One file of a fixed name that imports nothing: it is loaded by pages of other sites.
export default defineConfig({
  plugins: [icuMessages()],
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: { entry: 'widget/widget.ts', formats: ['es'], fileName: () => 'widget.js' },
  },
});
