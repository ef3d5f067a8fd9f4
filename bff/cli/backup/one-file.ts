import { StartError } from '../../db/index.ts'

/** The one file that a command was given. @throws StartError when it is not one */
export function oneFile(args: string[], usage: string): string {
  const [path, ...more] = args
  if (!path || path.startsWith('-') || more.length > 0) throw new StartError(`Name one file: ${usage}.`)
  return path
}
