/** The simulator's time: the machine's, plus what a test has added. */
export interface Clock {
  now(): Date
  /** Seconds since 1970. */
  seconds(): number
  /** Without what was added. */
  machine(): Date
  advance(seconds: number): Date
}

export function createClock(machine: () => Date): Clock {
  let addedMs = 0
  const now = () => new Date(machine().getTime() + addedMs)
  return {
    now,
    machine,
    seconds: () => Math.floor(now().getTime() / 1000),
    advance(seconds) {
      addedMs += seconds * 1000
      return now()
    },
  }
}
