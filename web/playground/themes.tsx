import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

/** The names by which GraphiQL is to choose the editor's colors. */
export const editorTheme = { light: 'erikti-light', dark: 'erikti-dark' };

// The editor's own colors, but for those with less than 4.5:1 on the ground of the answer, and GraphiQL's for its boxes.
const light = colors('#ffffff', '#d60590', [
  { token: 'comment', foreground: '#00700a' },
  { token: 'number', foreground: '#06714a' },
  { token: 'argument.identifier.gql', foreground: '#5a57b8' },
]);
const dark = colors('#212a3b', '#ff5794', [
  { token: 'comment', foreground: '#8fbc7f' },
  { token: 'keyword', foreground: '#6cb2e8' },
  { token: 'argument.identifier.gql', foreground: '#a5a0ff' },
]);

function colors(ground: string, accent: string, rules: { token: string; foreground: string }[]) {
  const boxes = ['editorHoverWidget', 'editorSuggestWidget', 'editorWidget', 'menu', 'quickInput'];
  const accents = ['textLink.foreground', 'textLink.activeForeground', 'list.highlightForeground', 'focusBorder'];
  return {
    inherit: true,
    rules,
    colors: {
      'editor.background': '#ffffff00', // that of the page
      ...Object.fromEntries(boxes.map((box) => [`${box}.background`, ground])),
      ...Object.fromEntries(accents.map((name) => [name, accent])),
      'editorSuggestWidget.selectedBackground': `${accent}19`,
    },
  };
}

/** Gives the editor our themes as soon as it is there. */
export function Themes() {
  const monaco = useMonaco((state) => state.monaco);
  const chosen = useGraphiQL((state) => state.monacoTheme);
  useEffect(() => {
    if (!monaco || !chosen) return;
    monaco.editor.defineTheme(editorTheme.light, { base: 'vs', ...light });
    monaco.editor.defineTheme(editorTheme.dark, { base: 'vs-dark', ...dark });
    monaco.editor.setTheme(chosen); // known only now
  }, [monaco, chosen]);
  return null;
}
