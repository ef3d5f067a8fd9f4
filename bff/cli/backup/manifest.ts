import { createHash, hkdfSync } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'

/** Of the file as a whole. A newer one is refused by this program; a change of the database's tables is the schema's number, not this. */
export const FORMAT = 1

const closed = { additionalProperties: false } as const
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** What may be in a backup, by name: nothing that leads elsewhere. */
export const FILE_NAME = /^(kebian\.sqlite|materials\/[0-9a-f]{64}\.[a-z0-9]{1,8}|WW_verify_[0-9A-Za-z]{16}\.txt)$/

const Manifest = Type.Object(
  {
    format: Type.Literal(FORMAT),
    /** Version of the program that wrote it. */
    kebian: Type.String(),
    createdAt: Type.String(),
    engine: Type.Literal('sqlite'),
    /** The `when` of the newest migration. */
    schema: Type.Integer({ minimum: 0 }),
    corpId: Type.String(),
    /** Tells whether a PHONE_KEY is the one that opens the phone numbers in it. */
    phoneKeyCheck: Type.String(),
    tables: Type.Record(Type.String(), Type.Object({ rows: Type.Integer({ minimum: 0 }), sha256: Sha256 }, closed)),
    files: Type.Array(Type.Object({ name: Type.String({ pattern: FILE_NAME.source }), size: Type.Integer({ minimum: 0 }), sha256: Sha256 }, closed), {
      minItems: 1,
    }),
  },
  closed,
)

export type Manifest = Static<typeof Manifest>
export type BackupFile = Manifest['files'][number]

/** @returns the manifest, `newer` for one of a later format, undefined for anything else */
export function readManifest(bytes: Buffer): Manifest | 'newer' | undefined {
  const value = parsed(bytes)
  const { format } = (typeof value === 'object' && value !== null ? value : {}) as { format?: unknown }
  if (typeof format === 'number' && Number.isInteger(format) && format > FORMAT) return 'newer'
  if (!Check(Manifest, value)) return undefined
  const names = value.files.map(({ name }) => name)
  return names[0] === 'kebian.sqlite' && new Set(names).size === names.length ? value : undefined
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The last file of a backup, as `sha256sum --check` reads it. It says the digest of the manifest, and the manifest all others. */
export const sumsOf = (manifest: Buffer, { files }: Manifest) =>
  Buffer.from([{ name: 'manifest.json', sha256: sha256(manifest) }, ...files].map((file) => `${file.sha256}  ${file.name}\n`).join(''))

/** Says nothing about the key, but whether another is the same. */
export const phoneKeyCheck = (phoneKey: string) => Buffer.from(hkdfSync('sha256', phoneKey, '', 'kebian phone check', 16)).toString('hex')
