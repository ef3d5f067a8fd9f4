import { StartError } from '../../db/index.ts'

/** Where the words go: `say` a line of the result, `progress` to a terminal only. */
export interface Voice {
  say(line: string): void
  progress?(text: string): void
}

/** Runs a command of the terminal. What a person can mend ends it with one sentence and exit code 1. */
export async function runCommand(work: (voice: Voice) => Promise<void>): Promise<void> {
  try {
    await work({ say, progress })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    progress('')
    console.error(error.message)
    process.exitCode = 1
  }
}

function say(line: string) {
  progress('')
  console.log(line)
}

/** One line that replaces itself, where somebody watches. */
function progress(text: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
