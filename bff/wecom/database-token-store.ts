import { and, eq } from 'drizzle-orm'
import type { Store } from '../db/index.ts'
import type { TokenStore } from './token-store.ts'

/** Tokens and tickets in the database, so that all instances share one. */
export function databaseTokenStore(store: Store, corpId: string, agentId: string): TokenStore {
  const { wecomTokens } = store.tables
  const ofApp = and(eq(wecomTokens.corpId, corpId), eq(wecomTokens.agentId, agentId))
  return {
    read: async (kind) => {
      const [found] = await store.read
        .select({ value: wecomTokens.value, expiresAt: wecomTokens.expiresAt })
        .from(wecomTokens)
        .where(and(ofApp, eq(wecomTokens.kind, kind)))
      return found
    },
    write: (kind, value, expiresAt) =>
      store.write(async (tx) => {
        const row = { corpId, agentId, kind, value, expiresAt }
        await tx
          .insert(wecomTokens)
          .values(row)
          .onConflictDoUpdate({ target: [wecomTokens.corpId, wecomTokens.agentId, wecomTokens.kind], set: { value, expiresAt } })
      }),
    forget: (kind, value) =>
      store.write(async (tx) => void (await tx.delete(wecomTokens).where(and(ofApp, eq(wecomTokens.kind, kind), eq(wecomTokens.value, value))))),
  }
}
