import { Component, type ReactNode } from 'react';
import { Notice } from '../parts/states';
import { text } from '../text/text';

/** Shows a page that broke as broken, with a way on, instead of nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice title={text('app.broken.title')} action={{ label: text('app.broken.reload'), run: () => location.reload() }}>
        {text('app.broken.about')}
      </Notice>
    );
  }
}
