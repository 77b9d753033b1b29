/** A picture that the browser draws. */
export async function drawn(page) {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 900];
    canvas.getContext('2d').fillRect(0, 0, 800, 900);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.split(',')[1], 'base64');
}
