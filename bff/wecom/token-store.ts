/** access_token: of the app; agent_ticket: signs agentConfig; corp_ticket: signs config. */
export type CredentialKind = 'access_token' | 'agent_ticket' | 'corp_ticket'

export interface StoredCredential {
  value: string
  expiresAt: Date
}

/** Where tokens and tickets are kept, so that several processes share one. */
export interface TokenStore {
  read(kind: CredentialKind): Promise<StoredCredential | undefined>
  write(kind: CredentialKind, value: string, expiresAt: Date): Promise<void>
  /** Removes the credential only when it is still this value: another process may have renewed it meanwhile. */
  forget(kind: CredentialKind, value: string): Promise<void>
}

/** A store for one process without a database. */
export function memoryTokenStore(): TokenStore {
  const kept = new Map<CredentialKind, StoredCredential>()
  return {
    read: async (kind) => kept.get(kind),
    write: async (kind, value, expiresAt) => void kept.set(kind, { value, expiresAt }),
    forget: async (kind, value) => {
      if (kept.get(kind)?.value === value) kept.delete(kind)
    },
  }
}
