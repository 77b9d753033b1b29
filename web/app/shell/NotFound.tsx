import { Link } from 'wouter';
import { Notice } from '../parts/states';
import { usePage } from '../parts/use-page';
import { text } from '../text/text';

export function NotFound() {
  usePage(text('app.notFound.title'));
  return (
    <Notice title={text('app.notFound.title')} heading="h1">
      {text('app.notFound.about')} <Link href="/events">{text('app.notFound.events')}</Link>
    </Notice>
  );
}
