import type { FieldType } from '../../../shared/domain/field-value.ts'

/** What the shop keeps about every customer, in the order shown. */
export const demoFields = {
  region: { name: '所在地区', type: 'region' },
  monthlyKg: { name: '月用茶量', type: 'number', unit: 'kg' },
  shops: { name: '门店数', type: 'number', unit: '家' },
  phone: { name: '备用电话', type: 'phone' },
  business: { name: '生意类型', type: 'single', options: ['奶茶店', '茶馆', '糖水铺', '酒店餐饮', '送礼转手', '自己喝', '企业采购', '连锁', '出口'] },
  likes: { name: '常拿的茶', type: 'multi', options: ['水仙', '肉桂', '大红袍', '茉莉花茶', '老白茶', '乌龙', '普洱', '绿茶', '红茶'] },
  opened: { name: '开业日', type: 'date' },
  taste: { name: '口味和忌讳', type: 'text' },
  buyer: { name: '采购负责人', type: 'text' },
  terms: { name: '结算', type: 'single', options: ['款到发货', '月结 30 天', '月结 60 天', '定金加余款'] },
  birthday: { name: '生日', type: 'date' },
} as const satisfies Record<string, { name: string; type: FieldType; unit?: string; options?: readonly string[] }>

type OptionOf<Key extends 'business' | 'likes' | 'terms'> = (typeof demoFields)[Key]['options'][number]

/** One customer's values as a person would give them: regions by their codes, options by their names. */
export type DemoFields = Partial<Record<Exclude<keyof typeof demoFields, 'business' | 'likes' | 'terms'>, string>> & {
  business?: OptionOf<'business'>
  likes?: OptionOf<'likes'>[]
  terms?: OptionOf<'terms'>
}
