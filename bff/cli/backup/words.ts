import type { Manifest } from './manifest.ts'

const number = new Intl.NumberFormat('en-US')

/** What is in a backup, in words: `1,204 rows of 33 tables and 6 files`. */
export function contentInWords({ tables, files }: Pick<Manifest, 'tables' | 'files'>): string {
  const sums = Object.values(tables)
  const rows = sums.reduce((total, sum) => total + sum.rows, 0)
  return `${number.format(rows)} rows of ${sums.length} tables and ${number.format(files.length - 1)} files`
}

/** `12.3 MB` */
export const inMegabytes = (bytes: number) => `${number.format(Math.round(bytes / 1e5) / 10)} MB`

/** Where PostgreSQL is used, its own tools are the way: see docs/adr/0006-one-file-for-sqlite-pg-dump-for-postgresql.md. */
export const POSTGRES_INSTEAD =
  'DATABASE_URL names a PostgreSQL, which has its own tools: use pg_dump and pg_restore, and copy DATA_DIR, as docs/operate.md says.'
