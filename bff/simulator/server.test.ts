import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const start = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bff/simulator/server.ts', ...args], { encoding: 'utf8' })
  return { status, said: stdout.trim(), complained: stderr.trim() }
}

const USAGE = 'npm run simulator -- [--port N] [--trust HOST]… [--contacts N [--employees N] [--seed N]]'

describe('the simulator as a process of its own', () => {
  it('says how it is started', () => {
    expect(start('--help')).toEqual({ status: 0, said: expect.stringContaining(USAGE), complained: '' })
  })

  it.each([
    ['a port that is not named', ['--port'], "Option '--port <value>' argument missing"],
    ['a port that is no number', ['--port', 'http'], '--port takes a number from 0 to 65535'],
    ['what it does not know', ['--colour'], "Unknown option '--colour'"],
    ['a size that is no number', ['--contacts', 'many'], '--contacts takes a number from 0 to 10000000'],
    ['a corp of nobody', ['--contacts', '9', '--employees', '0'], '--employees takes a number from 1 to 10000'],
    ['a seed for the written corp', ['--seed', '7'], '--employees and --seed belong to --contacts'],
    ['a word too many', ['5171'], "Unexpected argument '5171'"],
  ])('refuses %s in one line', (_words, args, sentence) => {
    expect(start(...args)).toEqual({ status: 1, said: '', complained: `${sentence}: ${USAGE}` })
  })
})
