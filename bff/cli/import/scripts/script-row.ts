import { basename } from 'node:path'
import Type, { type Static } from 'typebox'
import { MESSAGE_LIMIT } from '../../../../shared/domain/fill-script.ts'
import { CellProblem, readText } from '../cells.ts'
import type { ImportContext } from '../context.ts'
import { readMap } from '../read-map.ts'
import type { Row } from '../rows.ts'
import { bracesForBrackets } from './placeholders.ts'

/** A script as it is imported; `source` and `sourceId` together are its key. */
export interface ImportedScript {
  source: string
  sourceId: string
  category: string
  title: string
  language: string
  messages: string[]
}

const Column = Type.String({ minLength: 1, maxLength: 200 })

const ScriptMap = Type.Object(
  {
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    columns: Type.Optional(
      Type.Partial(Type.Object({ id: Column, source: Column, category: Column, title: Column, question: Column, answer: Column, lang: Column }), {
        additionalProperties: false,
      }),
    ),
  },
  { additionalProperties: false },
)

type Columns = Required<NonNullable<Static<typeof ScriptMap>['columns']>>

export interface ScriptColumns {
  columns: Columns
  /** For rows that name no source. */
  source: string
}

const NAMES: Columns = { id: 'id', source: 'source', category: 'category', title: 'title', question: 'question', answer: 'answer', lang: 'lang' }
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** Columns by their usual names, or as a map renames them. */
export function scriptColumns({ mapPath, path }: Pick<ImportContext, 'mapPath' | 'path'>): ScriptColumns {
  const map = mapPath ? readMap(ScriptMap, mapPath) : {}
  return { columns: { ...NAMES, ...map.columns }, source: map.source ?? basename(path) }
}

/** @throws CellProblem naming the first cell that is wrong */
export function readScript({ cells, broken }: Row, { columns, source }: ScriptColumns): ImportedScript {
  if (broken) throw new CellProblem(broken)
  const short = (name: keyof Columns, atMost: number, needed = false) => readText(cells[columns[name]], columns[name], { atMost, needed })
  const onlyQuestion = cells[columns.title] === undefined && cells[columns.question] !== undefined
  const language = short('lang', 35) || 'zh'
  if (!LANGUAGE.test(language)) throw new CellProblem(`${columns.lang} is not a language code`)
  return {
    sourceId: short('id', 128, true),
    source: short('source', 60) || source,
    category: short('category', 200, true),
    title: short('title', 100) || short('question', 100) || short(onlyQuestion ? 'question' : 'title', 100, true),
    language,
    messages: [bracesForBrackets(readText(cells[columns.answer], columns.answer, { atMost: MESSAGE_LIMIT, needed: true, lines: true }))],
  }
}
