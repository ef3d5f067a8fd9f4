/** The simulator did not do what was asked. `keyword`: how a client would word it, when it said so. */
export class ControlError extends Error {
  readonly keyword: string
  constructor(keyword = '') {
    super(keyword || 'simulator unreachable')
    this.keyword = keyword
  }
}

/**
 * Calls the simulator's control API, such as `control<SimulatorState>('GET', 'state')`.
 * @throws ControlError when it refused or did not answer
 */
export async function control<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
  let response: Response
  let answer: unknown
  try {
    response = await fetch(`/simulator/api/${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    answer = await response.json()
    reloadForNewBuild(response.headers.get('x-kebian-build'))
  } catch {
    throw new ControlError()
  }
  if (!response.ok) throw new ControlError((answer as { keyword?: string } | null)?.keyword)
  return answer as Answer
}

let loaded: string | null = null

/** The server names its start with every answer: another one means other code. */
function reloadForNewBuild(build: string | null): void {
  if (loaded !== null && build !== null && build !== loaded) location.reload()
  loaded = build
}
