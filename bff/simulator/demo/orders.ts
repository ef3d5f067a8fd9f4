import type { who } from './contacts.ts'

type Product = [sku: string, name: string, priceMinor: number]

const products = {
  rougui: ['YC-RG500', '正岩肉桂 500g 罐装', 46_800],
  shuixian: ['YC-SX500', '老枞水仙 500g 罐装', 39_800],
  niulankeng: ['YC-NLK10', '牛栏坑肉桂 8g × 10 泡', 128_000],
  jasmine: ['HC-MLYH1', '茉莉银毫 1kg 门店装', 23_600],
  chaoqing: ['LC-CQ1', '高山炒青 1kg 门店装', 16_800],
  sijichun: ['WL-SJC1', '四季春 1kg 门店装', 14_200],
  shoumei: ['BC-SM100', '2016 老寿眉 100g', 9600],
  shoumeiBox: ['BC-SM200B', '老寿眉竹盒 200g', 22_800],
  puer: ['PE-SP357', '2018 熟普饼 357g', 26_800],
  woodBox: ['QJ-MH01', '榆木茶盒', 8800],
  roomBags: ['DP-ML1000', '客房袋泡茉莉 棉纸 1000 包', 42_000],
  lobbyTea: ['WL-TGY1', '清香铁观音 1kg 茶台装', 32_000],
  moonBox: ['LH-ZQ', '中秋礼盒「望海」', 29_800],
  longjing: ['LC-MQ250', '明前龙井 250g', 56_000],
  gaiwan: ['QJ-GW02', '德化白瓷盖碗', 5800],
} satisfies Record<string, Product>

export interface DemoOrder {
  contact: keyof typeof who
  number: string
  status: 'created' | 'paid' | 'shipped' | 'completed' | 'refunding' | 'refunded' | 'cancelled'
  /** Days ago and time of day in China. */
  days: number
  time: string
  items: { sku: string; name: string; priceMinor: number; quantity: number }[]
  refund?: { amountMinor: number; reason: string; days: number; time: string }
}

/** The name of the shop: where accounts and order numbers are unique. */
export const SHOP = '青屿商城'

/** Accounts in the shop. */
export const accounts: Partial<Record<keyof typeof who, string>> = {
  qiaojie: 'qiaocha_wz',
  momo: 'momo_0912',
  hemin: 'tinglan_caigou',
  jiushu: 'jiu4shu',
  dengjun: 'dengjun_jc',
  chenbo: 'chenji_tangshui',
  yezi: 'yezi_yy',
  pengyue: 'hemu_admin',
  kelvin: 'kelvin_select',
  yunshang: 'yunshang_ty',
  aze: 'aze_1998',
}

function order(
  contact: DemoOrder['contact'],
  number: string,
  status: DemoOrder['status'],
  [days, time]: [number, string],
  items: [keyof typeof products, number][],
  refund?: DemoOrder['refund'],
): DemoOrder {
  const lines = items.map(([key, quantity]) => {
    const [sku, name, priceMinor] = products[key]
    return { sku, name, priceMinor, quantity }
  })
  return { contact, number, status, days, time, items: lines, ...(refund && { refund }) }
}

/** Orders in every status. */
export const orders: DemoOrder[] = [
  order('qiaojie', 'QY8820917', 'shipped', [7, '10:05'], [['rougui', 15]]),
  order(
    'qiaojie',
    'QY8793046',
    'completed',
    [39, '09:40'],
    [
      ['rougui', 12],
      ['shuixian', 6],
    ],
  ),
  order(
    'qiaojie',
    'QY8741153',
    'completed',
    [70, '11:18'],
    [
      ['shuixian', 8],
      ['gaiwan', 4],
    ],
    { amountMinor: 5800, reason: '盖子磕瘪，补发后退差', days: 60, time: '15:10' },
  ),
  order('qiaojie', 'QY8702260', 'completed', [102, '09:12'], [['rougui', 10]]),
  order('momo', 'QY8806471', 'completed', [21, '13:02'], [['shoumei', 1]]),
  order('momo', 'QY8829930', 'created', [4, '22:16'], [['shoumeiBox', 1]]),
  order(
    'hemin',
    'QY8817702',
    'completed',
    [25, '16:20'],
    [
      ['roomBags', 4],
      ['lobbyTea', 6],
    ],
  ),
  order(
    'hemin',
    'QY8770318',
    'completed',
    [56, '10:55'],
    [
      ['roomBags', 5],
      ['lobbyTea', 5],
    ],
  ),
  order('hemin', 'QY8834415', 'paid', [1, '17:08'], [['lobbyTea', 3]]),
  order('jiushu', 'QY8755580', 'completed', [88, '15:22'], [['niulankeng', 1]]),
  order(
    'jiushu',
    'QY8640024',
    'completed',
    [301, '16:01'],
    [
      ['niulankeng', 2],
      ['rougui', 1],
    ],
  ),
  order('dengjun', 'QY8726691', 'completed', [99, '14:30'], [['moonBox', 40]]),
  order(
    'chenbo',
    'QY8826108',
    'shipped',
    [5, '12:20'],
    [
      ['jasmine', 10],
      ['sijichun', 4],
    ],
  ),
  order('chenbo', 'QY8781937', 'completed', [47, '11:46'], [['jasmine', 8]]),
  order(
    'yezi',
    'QY8832286',
    'created',
    [2, '11:05'],
    [
      ['puer', 1],
      ['woodBox', 1],
    ],
  ),
  order('pengyue', 'QY8801225', 'refunded', [29, '09:58'], [['sijichun', 2]], { amountMinor: 28_400, reason: '改订茉莉，整单退回', days: 27, time: '10:12' }),
  order(
    'pengyue',
    'QY8803349',
    'completed',
    [26, '10:30'],
    [
      ['jasmine', 2],
      ['lobbyTea', 1],
    ],
  ),
  order('kelvin', 'QY8798854', 'cancelled', [33, '23:40'], [['puer', 6]]),
  order(
    'kelvin',
    'QY8811593',
    'paid',
    [18, '20:11'],
    [
      ['puer', 3],
      ['shoumei', 3],
    ],
  ),
  order('yunshang', 'QY8503377', 'completed', [199, '09:25'], [['longjing', 2]]),
  order(
    'aze',
    'QY8799071',
    'refunding',
    [30, '18:44'],
    [
      ['puer', 1],
      ['gaiwan', 1],
    ],
    { amountMinor: 26_800, reason: '拆封有霉味，批号 QY2308', days: 1, time: '19:35' },
  ),
]
