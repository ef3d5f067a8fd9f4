import { expect, it } from 'vitest'
import { signPage } from './signature.ts'

it('reproduces the official vector', () => {
  const signature = signPage({
    ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    nonceStr: 'Wm3WZYTPz0wzccnW',
    timestamp: 1414587457,
    url: 'http://mp.weixin.qq.com?params=value',
  })
  expect(signature).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
})

it('signs the UTF-8 bytes of an address with raw Chinese in it', () => {
  const page = { ticket: 'T', nonceStr: 'N', timestamp: '1', url: 'https://example.test/客户' }
  expect(signPage(page)).toBe('5f5df74236ed375e9e54fdd4a4a54e410a87a443')
})
