import type { Material } from './material.ts'

/** The one fact that tells materials apart beside title and use: the size of a picture, the site of a link. */
export function detailOf({ kind, sizeBytes, linkUrl }: Material): string {
  if (kind === 'link') return linkUrl ? hostOf(linkUrl) : ''
  return sizeBytes === undefined ? '' : sizeOf(sizeBytes)
}

/** `342 kB`, `1.2 MB`: decimal units, as file managers on phones show them. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const kilo = Math.round(bytes / 1000)
  return kilo < 1000 ? `${kilo} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function hostOf(url: string): string {
  try {
    return new URL(url, location.origin).host
  } catch {
    return url
  }
}
