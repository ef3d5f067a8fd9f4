/** Posts to the simulator's control API. @returns the status and the JSON; status 0 when nothing came back */
export async function control(path: string, body: unknown): Promise<{ status: number; answer: Record<string, unknown> }> {
  try {
    const response = await fetch(`${location.origin}/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    })
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
  } catch {
    return { status: 0, answer: {} }
  }
}

/** The keyword of an answer, or the one a client gives when its own server is out of reach. */
export const keywordOf = (answer: Record<string, unknown>): string => (typeof answer.keyword === 'string' ? answer.keyword : 'system error')
