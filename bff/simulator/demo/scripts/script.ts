export type DemoCategory = '初次接触' | '报价账期' | '样品试泡' | '物流售后' | '异议复购' | '企业礼品' | '节令问候' | '出口外贸'

export interface DemoScript {
  key: string
  category: DemoCategory
  title: string
  text: string
  /** Chinese unless it says so. */
  language?: 'en'
  /** The company's unless it names a department or a member. */
  departmentId?: number
  userId?: string
  used: number
}

/** A script without its category, which is that of its file. */
export type ScriptOf = Omit<DemoScript, 'category'>
