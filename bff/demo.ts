import { StartError } from './db/index.ts'

/**
 * The simulator and its corp, which a build for production does not carry.
 * @throws StartError when this is such a build
 */
export async function loadDemo() {
  try {
    return await import('./simulator/index.ts')
  } catch (error) {
    if (!/Cannot find module .*simulator[\\/]index\.ts/.test((error as Error).message)) throw error
    throw new StartError(
      'This build is for production and has no demo: give it the settings of your corp, such as with `node --env-file=.env` before its file (see .env.example), or see the demo with `npm start`.',
    )
  }
}
