import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../e2e/bench/rig/certificate.ts'
import { freePort } from '../../../e2e/fixtures/free-port.ts'
import { visit } from './visit.ts'

describe('a visit', () => {
  it('says why nothing answered', async () => {
    await expect(visit(`https://127.0.0.1:${await freePort()}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(visit('https://kebian.invalid/')).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) })
  })

  it('trusts no certificate that a phone would not trust', async () => {
    const server = createServer(makeCertificate(['localhost']), (_request, answer) => answer.end('{"ok":true}')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      await expect(visit(`https://localhost:${(server.address() as AddressInfo).port}/`)).rejects.toMatchObject({
        code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
      })
    } finally {
      server.close()
    }
  })
})
