import { useEffect, useState } from 'react';

/** Says what the operator has turned off, so that nobody looks for the fault in their document. */
export function Closed() {
  const [said, say] = useState('');
  useEffect(() => {
    fetch('/about.json')
      .then((response) => response.json())
      .then((about: { introspection?: boolean; anyDocument?: boolean }) => {
        if (about.anyDocument === false) {
          say('This server executes only the documents of its own pages (TRUSTED_DOCUMENTS=only): none of this playground.');
        } else if (about.introspection === false) {
          say('This server does not tell its schema (INTROSPECTION=off): there are no completions and no documentation here.');
        }
      })
      .catch(() => undefined); // a server that does not answer says so by itself
  }, []);
  return said ? <p className="closed" role="status">{said}</p> : null;
}
