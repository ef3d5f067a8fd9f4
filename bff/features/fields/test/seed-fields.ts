import type { TestApp } from '../../../../e2e/fixtures/app.ts'
import type { FieldType } from '../../../../shared/domain/field-value.ts'
import { newId } from '../../../db/new-id.ts'

export type SeededFields = Record<FieldType, string> & { option: Record<'small' | 'large' | 'gone', string> }

/** One field of every type in the corp of a test, the choices with two options and one that can no longer be chosen. @returns the ids */
export async function seedFields({ app, clock: { now } }: Pick<TestApp, 'app' | 'clock'>): Promise<SeededFields> {
  const { fields, fieldOptions } = app.store.tables
  const { corpId } = app.config.wecom
  const named: [FieldType, string, string?][] = [
    ['phone', '备用电话'],
    ['region', '地区'],
    ['number', '月用茶量', 'kg'],
    ['date', '开业日'],
    ['single', '门店规模'],
    ['multi', '常要的茶'],
    ['text', '忌口'],
  ]
  const rows = named.map(([type, name, unit], position) => ({
    id: newId(now),
    corpId,
    name,
    type,
    unit: unit ?? null,
    position: position + 1,
    createdAt: now,
    updatedAt: now,
  }))
  const byType = Object.fromEntries(rows.map(({ type, id }) => [type, id])) as Record<FieldType, string>
  const option = { small: newId(now), large: newId(now), gone: newId(now) }
  const options = (['single', 'multi'] as const).flatMap((type) =>
    [
      { id: type === 'single' ? option.small : newId(now), name: '小店', active: true },
      { id: type === 'single' ? option.large : newId(now), name: '大店', active: true },
      { id: type === 'single' ? option.gone : newId(now), name: '摊位', active: false },
    ].map((row, position) => ({ ...row, corpId, fieldId: byType[type], position: position + 1 })),
  )
  await app.store.write(async (tx) => {
    await tx.insert(fields).values(rows)
    await tx.insert(fieldOptions).values(options)
  })
  return { ...byType, option }
}
