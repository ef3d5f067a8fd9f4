import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NotOurs, open, seal, signSealed } from './callback-crypto.ts'

const KEY = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiver: 'ww1234567890abcdef' }

interface Vector {
  name: string
  token: string
  timestamp: string
  nonce: string
  ciphertext: string
  msg_signature: string
  encodingAESKey?: string
  receiveid?: string
  plaintext?: string
}

const folder = join(process.env.KEBIAN_DATA ?? '', 'wecom/samples/callback.encrypted')
const present = Boolean(process.env.KEBIAN_DATA) && existsSync(folder)
const vectors = present ? readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector) : []

describe.skipIf(!present)('published samples (KEBIAN_DATA/wecom)', () => {
  it.each(vectors.filter(({ msg_signature }) => msg_signature).map((vector) => [vector.name, vector] as const))('%s has its signature', (_name, vector) => {
    const { token, timestamp, nonce, ciphertext } = vector
    expect(signSealed({ token, timestamp, nonce, sealed: ciphertext })).toBe(vector.msg_signature)
  })

  it.each(vectors.filter(({ encodingAESKey, plaintext }) => encodingAESKey && plaintext).map((vector) => [vector.name, vector] as const))(
    '%s opens',
    (_name, { ciphertext, encodingAESKey: aesKey = '', receiveid: receiver = '', plaintext }) => {
      expect(open(ciphertext, { aesKey, receiver })).toBe(plaintext)
    },
  )
})

describe('a sealed text', () => {
  it.each(['', 'a', '客户添加了您', 'x'.repeat(5000)])('opens again: %s', (text) => {
    const sealed = seal(text, KEY)
    expect(open(sealed, KEY)).toBe(text)
    expect(seal(text, KEY)).not.toBe(sealed)
  })

  it('is padded to blocks of 32', () => {
    for (let length = 0; length < 40; length++) expect(Buffer.from(seal('x'.repeat(length), KEY), 'base64').length % 32).toBe(0)
  })

  it('opens with its own key and for its own receiver only', () => {
    const sealed = seal('客户添加了您', KEY)
    expect(() => open(sealed, { ...KEY, receiver: 'ww_other' })).toThrow(NotOurs)
    expect(() => open(sealed, { ...KEY, aesKey: 'G'.repeat(43) })).toThrow(NotOurs)
    for (const junk of ['', 'not base64 !', sealed.slice(0, 20)]) expect(() => open(junk, KEY)).toThrow(NotOurs)
  })
})
