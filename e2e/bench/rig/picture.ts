import { crc32, deflateSync } from 'node:zlib'

/** An avatar-sized PNG of noise, the same each time: it does not compress, as a photograph does not. */
export function noisePicture(size = 48): Buffer {
  let seed = 7
  const noise = () => ((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16) & 255
  const line = size * 3 + 1
  const pixels = Buffer.from(Array.from({ length: size * line }, (_, at) => (at % line === 0 ? 0 : noise())))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size)
  header.writeUInt32BE(size, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
