import { token } from '../../api/session';
import { failure, type Refusal } from '../../parts/Refusals';
import { language, text } from '../../text/text';

/** A picture as the server keeps it: drawn anew, in two sizes. */
export interface Uploaded {
  id: string;
  small: string;
  large: string;
  width: number;
  height: number;
}

/** As information/picture has it; what is larger is not sent at all. */
const mostBytes = 10 << 20;

/** Sends a picture of an organization, and tells how much of it is sent, 0 to 1. What comes back is the picture, or why not. */
export function upload(file: File, organizationId: string, sent: (share: number) => void, stop: AbortSignal): Promise<Uploaded | Refusal> {
  if (!file.type.startsWith('image/')) return Promise.resolve(refused(text('news.picture.kind')));
  if (file.size > mostBytes) return Promise.resolve(refused(text('news.picture.large')));
  return new Promise((resolve) => {
    // fetch does not tell how much of a body is sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/pictures?organization=${encodeURIComponent(organizationId)}`);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', file.type);
    request.setRequestHeader('Accept-Language', language);
    const bearer = token();
    if (bearer) request.setRequestHeader('Authorization', `Bearer ${bearer}`);
    request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 0);
    request.onload = () => resolve(answered(request));
    request.onerror = () => resolve(refused(text(navigator.onLine ? 'app.failed.server' : 'app.failed.offline')));
    request.onabort = () => resolve(refused(text('news.picture.stopped')));
    stop.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function answered({ status, response }: XMLHttpRequest): Uploaded | Refusal {
  if (status === 201 && response) return response as Uploaded;
  const said = response as Partial<Refusal> | null;
  if (!said?.message) return failure(undefined);
  return { code: String(said.code), message: said.message, nextStep: said.nextStep ?? null };
}

const refused = (message: string): Refusal => ({ code: 'FAILED', message, nextStep: null });
