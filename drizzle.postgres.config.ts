import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: './bff/db/schema.postgres.ts', out: './migrations/postgres', casing: 'snake_case' })
