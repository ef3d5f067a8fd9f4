import { join } from 'node:path'
import { inlineParts } from './rig/inline-parts.ts'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
}

interface Tools {
  read(path: string): string
  /** Bytes as transferred. */
  weigh(text: string): number
}

/**
 * What a built sidebar loads before its first screen can be used: the scripts and styles inside the HTML, the entry, and all that the entry imports
 * without waiting. What is imported later does not count.
 */
export function firstScreenSizes(folder: string, { read, weigh }: Tools): { javascript: number; styles: number } {
  const inline = inlineParts(read(join(folder, 'index.html')))
  const chunks = JSON.parse(read(join(folder, '.vite/manifest.json'))) as Record<string, Chunk>
  const names = reachable(
    chunks,
    Object.keys(chunks).filter((name) => chunks[name]?.isEntry),
  )
  const files = (of: (chunk: Chunk) => string[]) => [...new Set(names.flatMap((name) => (chunks[name] ? of(chunks[name]) : [])))]
  const weighAll = (paths: string[], text: string) => paths.reduce((sum, path) => sum + weigh(read(join(folder, path))), text ? weigh(text) : 0)
  return {
    javascript: weighAll(
      files(({ file }) => [file]),
      inline.js,
    ),
    styles: weighAll(
      files(({ css = [] }) => css),
      inline.css,
    ),
  }
}

function reachable(chunks: Record<string, Chunk>, entries: string[]): string[] {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    chunks[name]?.imports?.forEach(visit)
  }
  entries.forEach(visit)
  return [...seen]
}
