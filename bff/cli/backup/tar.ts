import { StartError } from '../../db/index.ts'

/** A tar file is made of these. */
export const BLOCK = 512
/** Eleven octal digits. */
const LARGEST = 8 ** 11 - 1
const CHECKSUM_AT = 148

/**
 * The header of a plain file in a tar archive (POSIX ustar), the same for the same name and size whoever writes it: a reader makes it anew and compares.
 * @throws StartError for a file too large for it
 */
export function headerOf(name: string, size: number): Buffer {
  if (size > LARGEST) throw new StartError(`${name} is larger than the 8 GiB that one backup file can hold: move to PostgreSQL (see docs/operate.md).`)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  for (const [at, text] of [
    [0, name],
    [100, octal(0o600, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(0, 11)],
    [CHECKSUM_AT, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\x0000'],
  ] as const)
    header.write(text, at, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM_AT, 'latin1')
  return header
}

/** The size that a header says; undefined when it is not the header of such a file under that name. */
export function sizeIn(header: Buffer, name: string): number | undefined {
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
  return Number.isSafeInteger(size) && size <= LARGEST && headerOf(name, size).equals(header) ? size : undefined
}

/** Zeros that fill the last block of a file. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

/** Two empty blocks end an archive. */
export const END = Buffer.alloc(2 * BLOCK)
