import { crc32, deflateSync } from 'node:zlib'

type Colour = [red: number, green: number, blue: number]

const WIDTH = 640
const HEIGHT = 480

/** A picture to draw on: 640 × 480, from one colour at the top to another at the bottom. Lengths in pixels. */
export function picture(top: Colour, bottom: Colour) {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  const put = (x: number, y: number, colour: Colour) => {
    if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) pixels.set(colour, (y * WIDTH + x) * 3)
  }
  for (let y = 0; y < HEIGHT; y++) {
    const mixed = top.map((from, at) => Math.round(from + (((bottom[at] ?? from) - from) * y) / (HEIGHT - 1))) as Colour
    for (let x = 0; x < WIDTH; x++) put(x, y, mixed)
  }

  const canvas = {
    rectangle(left: number, above: number, width: number, height: number, colour: Colour) {
      for (let y = above; y < above + height; y++) for (let x = left; x < left + width; x++) put(x, y, colour)
      return canvas
    },
    ellipse(centreX: number, centreY: number, radiusX: number, radiusY: number, colour: Colour, lean = 0) {
      const reach = Math.ceil(Math.max(radiusX, radiusY))
      for (let y = -reach; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++) {
          const along = x * Math.cos(lean) + y * Math.sin(lean)
          const across = y * Math.cos(lean) - x * Math.sin(lean)
          if ((along / radiusX) ** 2 + (across / radiusY) ** 2 <= 1) put(centreX + x, centreY + y, colour)
        }
      }
      return canvas
    },
    png: (): Buffer => encode(pixels),
  }
  return canvas
}

/** PNG, 8 bit RGB, no filter. @see https://www.w3.org/TR/png-3/ */
function encode(pixels: Buffer): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => Buffer.concat([Buffer.from([0]), pixels.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3)]))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(body, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}
