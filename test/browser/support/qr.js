// Reads QR codes from what a page shows, as a camera would.
import { pathToFileURL } from 'node:url';
import { repository } from '../../conformance/support/program.js';

const { default: decode } = await import(pathToFileURL(`${repository}/web/node_modules/qr/decode.js`));

/** What the code in a part of a page says, as it is drawn there now. */
export async function scanned(part) {
  const shot = (await part.screenshot()).toString('base64');
  const { width, height, points } = await part.page().evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return { width: image.width, height: image.height, points: Array.from(context.getImageData(0, 0, image.width, image.height).data) };
  }, shot);
  return decode({ width, height, data: Uint8ClampedArray.from(points) });
}
