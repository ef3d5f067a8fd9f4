import type { FieldType } from '../../../shared/domain/field-value.ts'
import type { who } from './contacts.ts'

interface DemoField {
  name: string
  type: FieldType
  unit?: string
  options?: string[]
}

/** What the shop keeps about every customer, in order. */
export const fields = [
  { name: '所在地区', type: 'region' },
  { name: '月用茶量', type: 'number', unit: 'kg' },
  { name: '门店数', type: 'number', unit: '家' },
  { name: '备用电话', type: 'phone' },
  { name: '生意类型', type: 'single', options: ['奶茶店', '茶馆', '糖水铺', '酒店餐饮', '送礼转手', '自己喝'] },
  { name: '常拿的茶', type: 'multi', options: ['水仙', '肉桂', '大红袍', '茉莉花茶', '老白茶'] },
  { name: '开业日', type: 'date' },
  { name: '口味和忌讳', type: 'text' },
] as const satisfies DemoField[]

type FieldName = (typeof fields)[number]['name']

/** Values as a person would give them: options by their names. */
export const fieldValues: { contact: keyof typeof who; by: string; values: Partial<Record<FieldName, string | string[]>> }[] = [
  {
    contact: 'qiaojie',
    by: 'shen_ke',
    values: {
      所在地区: '330300',
      月用茶量: '38.5',
      门店数: '2',
      备用电话: '13905910277',
      生意类型: '茶馆',
      常拿的茶: ['水仙', '大红袍'],
      开业日: '2019-05-18',
      口味和忌讳: '火要足，四成以下的别推',
    },
  },
  { contact: 'xiaoman', by: 'shen_ke', values: { 所在地区: '330100', 月用茶量: '60', 生意类型: '奶茶店', 常拿的茶: ['茉莉花茶'] } },
  { contact: 'hemin', by: 'shen_ke', values: { 所在地区: '350200', 生意类型: '酒店餐饮', 口味和忌讳: '大堂吧要冷泡也不涩的' } },
  { contact: 'kelvin', by: 'shen_ke', values: { 所在地区: '440300', 生意类型: '送礼转手' } },
  { contact: 'chenbo', by: 'he_zhou', values: { 所在地区: '440100', 月用茶量: '12', 门店数: '1', 生意类型: '糖水铺' } },
  { contact: 'aze', by: 'tang_qi', values: { 生意类型: '自己喝', 常拿的茶: ['老白茶'] } },
]
