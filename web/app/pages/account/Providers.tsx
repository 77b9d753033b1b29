import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import type { About } from '../../api/about';
import { openSession } from '../../api/session';
import { Button } from '../../parts/Button';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import style from './account.module.css';
import { fromProvider, goToProvider, takeVerifier } from './provider';
import { signInWithProvider } from './queries';
import { samePlace } from './same-place';

/** Signing in through a provider: a button for each, and what to do when one sends the person back. */
export function Providers({ all, back }: { all: NonNullable<About['providers']>; back: string }) {
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const [, run] = useMutation(signInWithProvider);
  const [, navigate] = useLocation();
  const looked = useRef(false);

  useEffect(() => {
    if (looked.current) return; // a code works once
    looked.current = true;
    const { code, refused } = fromProvider();
    if (refused) setRefusals([told(refused)]);
    if (!code) return;
    const finish = async () => {
      setBusy(true);
      const { data, error } = await run({ input: { code, verifier: takeVerifier() } });
      setBusy(false);
      const payload = data?.signInWithProvider;
      if (error || !payload) setRefusals([failure(error)]);
      else if (payload.token) {
        openSession(payload.token);
        navigate(samePlace(payload.returnTo ?? null));
      } else setRefusals(payload.userErrors);
    };
    void finish();
  }, [navigate, run]);

  const go = async (name: string) => {
    setBusy(true);
    setRefusals([]);
    try {
      await goToProvider(name, back);
    } catch {
      setBusy(false);
      setRefusals([told('provider')]);
    }
  };

  return (
    <>
      <Refusals all={refusals} />
      {all.length > 0 && (
        <ul className={style['people']}>
          {all.map(({ name, label }) => (
            <li key={name}>
              <Button busy={busy} onClick={() => void go(name)}>
                {text('signIn.with', { label })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function told(refused: string): Refusal {
  const away = refused === 'away';
  return {
    code: 'PROVIDER_REFUSED',
    message: text(away ? 'signIn.provider.away' : 'signIn.provider.refused'),
    nextStep: null,
  };
}
