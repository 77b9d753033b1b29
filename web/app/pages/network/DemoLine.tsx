import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { type About, fetchAbout } from '../../api/about';
import { useSignedIn } from '../../api/session';
import { text } from '../../text/text';
import style from './network.module.css';

/** In the demo: that its people are invented, and how to sign in as one of them. */
export function DemoLine() {
  const [about, setAbout] = useState<About>();
  const signedIn = useSignedIn();
  useEffect(() => {
    void fetchAbout().then(setAbout);
  }, []);
  if (!about?.demo || signedIn) return null;
  return (
    <p className={style['demo']}>
      {text('network.demo')}{' '}
      {(about.accounts?.length ?? 0) > 0 && <Link href="/sign-in">{text('network.demo.signIn')}</Link>}
    </p>
  );
}
