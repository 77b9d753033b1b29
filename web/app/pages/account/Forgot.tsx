import { type RefObject, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../parts/Button';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { contact } from './contact';
import { requestReset } from './queries';

/** Asks for a message by which a new password is set, for the contact typed beside the password. */
export function Forgot({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const [sent, setSent] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [{ fetching }, run] = useMutation(requestReset);
  const ask = async () => {
    const who = form.current?.elements.namedItem('who') as HTMLInputElement | null;
    if (!who?.reportValidity()) return;
    setSent(false);
    setRefusals([]);
    const { data, error } = await run({ input: contact(who.value) });
    const payload = data?.requestPasswordReset;
    if (error || !payload) setRefusals([failure(error)]);
    else if (payload.confirmationSent) setSent(true);
    else setRefusals(payload.userErrors);
  };
  return (
    <>
      <Refusals all={refusals} />
      {sent && <p role="status">{text('signIn.forgot.sent')}</p>}
      <Button kind="quiet" busy={fetching} onClick={() => void ask()}>
        {text('signIn.forgot')}
      </Button>
    </>
  );
}
