import type { ScriptOf } from './script.ts'

/** Gifts that companies give. */
export const gifts: ScriptOf[] = [
  {
    key: 'gift-brief',
    title: '企业礼品四问',
    text: '给谁、多少份、哪天要到手、每份预算多少。四样报给我，下班前出三套搭配，带实拍。',
    departmentId: 4,
    used: 34,
  },
  {
    key: 'gift-logo',
    title: '盒子上印公司名',
    text: '烫金五十盒起，贴标二十盒就做。矢量图最好，只有照片也行，我们描一遍给您过目再开机。',
    departmentId: 4,
    used: 26,
  },
  {
    key: 'gift-dragon-boat',
    title: '端午礼怎么配',
    text: '端午走清爽路线：艾草香囊、白毫银针小罐、一张手写体的卡。不放粽子，怕天热路上坏。\n五月下旬截单，往后排不上产线。',
    used: 18,
  },
  {
    key: 'gift-mid-autumn',
    title: '中秋礼怎么配',
    text: '月饼您另订，我们出解腻的那一半：肉桂、陈皮熟普、桂花乌龙各四泡，外盒能塞进同一只提袋。',
    used: 29,
  },
  {
    key: 'gift-addresses',
    title: '一人一个地址',
    text: '员工散在各地的话，填这张表就够：姓名、电话、门牌。我们逐件打单，单号隔天汇总回您，退件免费再投一次。',
    departmentId: 4,
    used: 15,
  },
  {
    key: 'gift-proof',
    title: '确认打样',
    text: '打样盒今天出门，请您重点看三处：金色深浅、名字有没有错字、提绳长短。签字拍照回我，才会进大货。',
    used: 9,
  },
  {
    key: 'gift-budget',
    title: '预算不够怎么办',
    text: '一百二做得成，把铁罐换成纸罐，茶不降级。收礼的人记住的是味道，不是罐子多沉。',
    used: 21,
  },
  {
    key: 'gift-late',
    title: '临时加单赶得上吗',
    text: '加二十份以内能赶，用的是备好的空盒。再多，交期得往后拖四天，我不敢拍胸脯骗您。',
    userId: 'he_zhou',
    used: 8,
  },
]
