// The few lines of PNG that a white picture with an alpha channel needs.
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The rows of a PNG before compression: a filter byte (none), then red, green, blue and alpha of each pixel. */
export function whiteRows(alpha: Uint8Array, size: number): Buffer {
  const stride = 1 + 4 * size;
  const rows = Buffer.alloc(stride * size, 0xff);
  for (let y = 0; y < size; y++) {
    rows[y * stride] = 0;
    for (let x = 0; x < size; x++) rows[y * stride + 4 + 4 * x] = alpha[y * size + x] ?? 0;
  }
  return rows;
}

/** A square white picture with this alpha channel, as a PNG of 8 bits a channel. */
export function whitePng(alpha: Uint8Array, size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(whiteRows(alpha, size), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
