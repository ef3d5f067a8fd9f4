export type FileKind = 'png' | 'jpeg' | 'gif' | 'amr' | 'mp4' | 'other'

const startsWith = (bytes: Buffer, mark: string, at = 0): boolean => bytes.subarray(at, at + mark.length).toString('latin1') === mark

/** What a file is by its first bytes, whatever its name says. */
export function fileKind(bytes: Buffer): FileKind {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(bytes, 'GIF8')) return 'gif'
  if (startsWith(bytes, '#!AMR')) return 'amr'
  if (startsWith(bytes, 'ftyp', 4)) return 'mp4'
  return 'other'
}

/** Only pictures keep their type: anything else an uploader made must not run on this origin. */
export function mimeOf(bytes: Buffer): string {
  const kind = fileKind(bytes)
  return kind === 'png' || kind === 'jpeg' || kind === 'gif' ? `image/${kind}` : 'application/octet-stream'
}
