/** What the main bundle takes from `draw.ts` instead of carrying it a second time. */
export * from '../tab-id.ts'
export * from '../ui/first-screen-icons.ts'
export * from '../ui/moments.ts'
export * from '../words/first-screen.ts'
export * from './view/away.ts'
export * from './view/h.ts'
export * from './view/screen.ts'
export * from './view/tab-bar.ts'
