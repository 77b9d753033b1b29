import { Link } from 'wouter';
import layout from '../parts/layout.module.css';
import { text } from '../text/text';
import style from './shell.module.css';

export function Footer() {
  return (
    <footer className={`${style['footer']} no-print`}>
      <p>{text('app.about')}</p>
      <p className={layout['links']}>
        <Link href="/news">{text('news.title')}</Link>
        <Link href="/projects">{text('projects.title')}</Link>
        <Link href="/mentoring">{text('mentoring.network')}</Link>
        <Link href="/research">{text('research.title')}</Link>
        <Link href="/about/data">{text('data.title')}</Link>
        <Link href="/delays">{text('credit.delays')}</Link>
        <Link href="/verify">{text('app.verify')}</Link>
        <a href="/playground/">{text('app.playground')}</a>
      </p>
    </footer>
  );
}
