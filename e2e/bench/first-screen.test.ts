import { expect, it } from 'vitest'
import { judgeSize } from './budget.ts'
import { firstScreenSizes } from './first-screen.ts'

const files: Record<string, string> = {
  '/dist/index.html': '<style>aa</style><script type="application/json">data</script><script>bbb</script><script src="x.js"></script>',
  '/dist/.vite/manifest.json': JSON.stringify({
    'index.html': { file: 'main.js', isEntry: true, imports: ['shared'], css: ['main.css'] },
    shared: { file: 'shared.js', imports: ['index.html'], css: ['main.css'] },
    'later.vue': { file: 'later.js', css: ['later.css'] },
  }),
  '/dist/main.js': '12345',
  '/dist/shared.js': '1234567',
  '/dist/main.css': '1',
}

it('counts what is inside the page and what the entry needs, each once, and nothing that comes later', () => {
  const sizes = firstScreenSizes('/dist', { read: (path) => files[path] ?? expect.fail(`reads ${path}`), weigh: (text) => text.length })
  expect(sizes).toEqual({ javascript: 3 + 5 + 7, styles: 2 + 1 })
})

it('accepts what was pinned and a rounding more, and refuses the next kilobyte even below the promise', () => {
  const budget = { reach: 61_440, pinned: 40_000 }
  expect(judgeSize('JavaScript', 40_300, budget)).toBeUndefined()
  expect(judgeSize('JavaScript', 41_000, budget)).toMatch(/more than the accepted 40000/)
  expect(judgeSize('JavaScript', 61_441, { reach: 61_440, pinned: 61_440 })).toMatch(/that we promise/)
})
