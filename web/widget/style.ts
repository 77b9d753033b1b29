/** The look of the widget; the page it stands on changes it by custom properties. */
export const style = `
:host { display: inline-block; max-width: 100%; }
:host([hidden]) { display: none; }
/* Nothing that the page makes its elements inherit reaches the card: a page may hide, shrink or space out all it has. */
.card {
  all: initial; cursor: pointer; box-sizing: border-box; max-width: 100%;
  display: flex; gap: .875rem; align-items: center; padding: .75rem 1rem;
  border: 1px solid var(--erikti-line, #d5dee2); border-radius: var(--erikti-radius, .875rem);
  background: var(--erikti-background, #fff); color: var(--erikti-text, #14212a);
  font: 1rem/1.4 var(--erikti-font, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif);
  text-decoration: none;
}
.card:focus-visible { outline: 3px solid var(--erikti-accent, #006475); outline-offset: 2px; }
.ring { flex: none; width: 4rem; height: 4rem; overflow: visible; }
.ring text { font-size: 30px; font-weight: 700; text-anchor: middle; dominant-baseline: central; fill: currentColor; }
.taken { fill: var(--erikti-taken, #33454f); }
.held { fill: var(--erikti-taken, #33454f); opacity: .5; }
.free { fill: var(--erikti-free, #00afca); }
.words { display: grid; gap: .125rem; min-width: 0; }
.action { color: var(--erikti-accent, #006475); text-decoration: underline; text-underline-offset: .2em; }
.lost { font-size: .9375rem; }
.stale .ring { opacity: .5; }
.status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dialog {
  visibility: visible; pointer-events: auto; text-transform: none; letter-spacing: normal; text-indent: 0;
  box-sizing: border-box; width: min(40rem, calc(100vw - 1rem)); height: min(46rem, calc(100vh - 1rem)); max-width: none; max-height: none;
  padding: 0; border: 1px solid var(--erikti-line, #d5dee2); border-radius: var(--erikti-radius, .875rem); background: #fff; color: #14212a; color-scheme: light dark;
  font: 1rem/1.4 var(--erikti-font, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif);
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgb(12 20 24 / 60%); }
dialog iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
dialog [hidden] { display: none; }
dialog .close { align-self: flex-end; width: 2.75rem; height: 2.75rem; border: 0; background: none; color: inherit; font-size: 1.75rem; line-height: 1; cursor: pointer; }
dialog a, dialog .refused { padding: .625rem 1rem; color: inherit; }
dialog .refused { flex: 1; margin: 0; }
/* What is in the frame looks as its reader wants, whatever the page does: so does what is around it. */
@media (prefers-color-scheme: dark) {
  dialog { background: #142026; color: #edf3f5; border-color: #2a3b43; }
}
@media (prefers-reduced-motion: no-preference) {
  .changed .ring { border-radius: 50%; animation: glow 1s ease-out; }
}
@keyframes glow { from { box-shadow: 0 0 0 .3rem #fec50c; } }
`;
