import decode from 'qr/decode.js';
import { type RefObject, useEffect, useRef, useState } from 'react';

const every = 200; // milliseconds between two looks
const widest = 640; // pixels looked at: enough for a code that fills a third of the picture

/** Reads QR codes from the camera behind the device while `on`; `refused` when there is none, or it may not be used. */
export function useCamera(on: boolean, read: (value: string) => void): { video: RefObject<HTMLVideoElement | null>; refused: boolean } {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const heard = useRef(read);
  heard.current = read;
  useEffect(() => {
    if (!on) return undefined;
    let stopped = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const canvas = document.createElement('canvas');
    const look = () => {
      const shown = video.current;
      if (stopped || !shown) return;
      if (shown.videoWidth > 0) {
        const scale = Math.min(1, widest / shown.videoWidth);
        canvas.width = Math.round(shown.videoWidth * scale);
        canvas.height = Math.round(shown.videoHeight * scale);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context?.drawImage(shown, 0, 0, canvas.width, canvas.height);
        const picture = context?.getImageData(0, 0, canvas.width, canvas.height);
        try {
          if (picture) heard.current(decode(picture));
        } catch {
          // no code in this picture
        }
      }
      timer = setTimeout(look, every);
    };
    const begin = async () => {
      try {
        // Browsers give the camera to secure pages only, and then only when the person lets them.
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
        if (stopped || !video.current) return end();
        video.current.srcObject = stream;
        await video.current.play();
        look();
      } catch {
        setRefused(true);
      }
    };
    const end = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void begin();
    return () => {
      stopped = true;
      clearTimeout(timer);
      end();
    };
  }, [on]);
  return { video, refused };
}
