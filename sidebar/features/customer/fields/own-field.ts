import { useQuery } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../../shared/contracts/index.ts'
import { readFieldValue, showScaled, type FieldInput, type FieldValue } from '../../../../shared/domain/field-value.ts'
import { maskPhone } from '../../../../shared/domain/phone.ts'
import { regionName } from '../../../../shared/domain/regions.ts'
import { api } from '../../../api/api.ts'
import type { Bundle } from '../../../head-start/outcome.ts'

/** One of the team's own fields with what the customer has in it. */
export type OwnField = NonNullable<Bundle['fields']>[number]
export type Option = RouteReply<'GET /fields'>['fields'][number]['options'][number]

/** The options of a field that may be chosen, and those that are chosen though they are no longer offered; undefined until they are there. */
export function useOptions(field: () => OwnField): { options: ComputedRef<Option[] | undefined>; failed: ComputedRef<boolean> } {
  const { data, error } = useQuery({ key: ['fields'], query: ({ signal }) => api('GET /fields', {}, { signal }), staleTime: 60_000 })
  const options = computed(() => {
    const { fieldId, optionIds = [] } = field()
    const found = data.value?.fields.find((definition) => definition.fieldId === fieldId)
    return data.value && (found?.options ?? []).filter(({ optionId, active }) => active || optionIds.includes(optionId))
  })
  return { options, failed: computed(() => error.value !== null && !data.value) }
}

/** A value as it is edited: its options' ids with commas between them, a region's code; nothing for a phone, which is only ever written anew. */
export const textOf = ({ type, shown, optionIds = [], regionCode = '' }: OwnField): string => {
  if (type === 'phone') return ''
  if (type === 'region') return regionCode
  return type === 'single' || type === 'multi' ? optionIds.join() : shown
}

/** What is sent for a text of an editor: the options' ids are in it with commas between. */
export const inputOf = ({ type }: OwnField, text: string): FieldInput => (type === 'multi' ? text.split(',').filter(Boolean) : text)

/** The text of an editor as a value of its field, or why it is none. */
export const readEdit = (field: OwnField, text: string, options: Option[]) =>
  readFieldValue(
    field.type,
    inputOf(field, text),
    options.map(({ optionId }) => optionId),
  )

/** The field as it will stand on the screen with that value, before the server has answered. */
export function withValue(field: OwnField, value: FieldValue, options: Option[]): OwnField {
  const { fieldId, name, type, unit, version } = field
  const bare = { fieldId, name, type, ...(unit && { unit }), version }
  switch (value.kind) {
    case 'text':
      return { ...bare, shown: value.text }
    case 'number':
      return { ...bare, shown: showScaled(value.scaled) }
    case 'date':
      return { ...bare, shown: value.day }
    case 'region':
      return { ...bare, shown: regionName(value.regionCode) ?? '', regionCode: value.regionCode }
    case 'phone':
      return { ...bare, shown: maskPhone(value.phone) }
    case 'options': {
      const chosen = options.filter(({ optionId }) => value.optionIds.includes(optionId))
      return { ...bare, shown: chosen.map((option) => option.name).join(' · '), optionIds: chosen.map(({ optionId }) => optionId) }
    }
    default:
      return { ...bare, shown: '' }
  }
}
