import { build, type Plugin } from 'vite';
import { readDocuments, withTypeNames } from './documents.mjs';

const page = 'app/index.html';

/** Puts first/first.ts, as a file of its own that imports nothing, into the document of the pages, before their scripts. */
export function firstScript(): Plugin {
  return {
    name: 'erikti-first-script',
    apply: 'build',
    async buildStart() {
      const document = readDocuments().get('Events');
      if (!document) throw new Error('there is no document of the name Events');
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { eventsDocument: JSON.stringify(withTypeNames(document)) },
        build: { target: 'es2022', write: false, lib: { entry: 'first/first.ts', formats: ['es'], fileName: 'first' } },
      });
      const outputs = Array.isArray(built) ? built : [built];
      const code = outputs.flatMap((one) => ('output' in one ? one.output : [])).find((one) => one.type === 'chunk')?.code;
      if (!code) throw new Error('first/first.ts came to nothing');
      this.emitFile({ type: 'asset', name: 'first.js', source: code });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { path, bundle = {} }) {
        if (!path.endsWith(page)) return [];
        const asset = Object.values(bundle).find((one) => one.type === 'asset' && one.names.includes('first.js'));
        if (!asset) throw new Error('first.js is not among what was built');
        return [{ tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/${asset.fileName}` }, injectTo: 'head-prepend' }];
      },
    },
  };
}
