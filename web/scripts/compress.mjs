// Writes a Brotli and a gzip form beside each built file that gets smaller by it. The server only picks one, so the
// slowest and best level costs nothing when a page is asked for.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const compressible = /\.(?:css|html|js|json|svg|ttf)$/;

const encoders = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

const files = (await readdir(dist, { recursive: true })).filter((name) => compressible.test(name)).sort();
const total = { plain: 0, br: 0, gz: 0 };
for (const [index, name] of files.entries()) {
  const path = join(dist, name);
  const plain = await readFile(path);
  const sizes = { plain: plain.length, br: plain.length, gz: plain.length };
  for (const [extension, encode] of Object.entries(encoders)) {
    const encoded = await encode(plain);
    if (encoded.length >= plain.length) continue;
    await writeFile(`${path}.${extension}`, encoded);
    sizes[extension] = encoded.length;
  }
  for (const key of Object.keys(total)) total[key] += sizes[key];
  console.log(`compressed ${index + 1}/${files.length} ${name} ${kilobytes(sizes.plain)} → br ${kilobytes(sizes.br)}`);
}
console.log(`${files.length} files: ${kilobytes(total.plain)}, gzip ${kilobytes(total.gz)}, br ${kilobytes(total.br)}`);

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
