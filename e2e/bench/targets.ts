import type { pages } from './floor/page.ts'
import type { Answer, Target } from './rig/target.ts'

/** The customer that every target shows. */
export const customerName = '林晓雨测试客户'
const corp = '上海云栖贸易有限公司'
const fields = Object.entries({
  手机: '138****0000',
  年龄: '32',
  生日: '1992-01-17',
  邮箱: 'a***@example.com',
  职业: '采购经理',
  公司: corp,
  地区: '上海',
  来源: '扫描二维码',
})

const profile = {
  id: 1,
  name: customerName,
  corp,
  avatar: '/avatar',
  tags: ['高意向', '已报价', '华东区', 'VIP', '续费'],
  timeline: Array.from({ length: 10 }, (_, at) => ({
    id: at + 1,
    title: `第${10 - at}次跟进：客户询问了企业版的报价与交付周期`,
    at: `2024-03-${10 + at} 10:0${at}:00`,
  })),
  fields: fields.map(([label, value]) => ({ label, value })),
  scripts: Array.from({ length: 5 }, (_, at) => ({ id: at + 1, text: `您好，关于报价的第${at + 1}条标准回复话术，欢迎随时联系我们。` })),
}

const routes: Record<string, Answer> = {
  '/api/profile': { json: profile },
  '/api/signature': { json: { timestamp: '1700000000', nonceStr: 'abcdefghijklmnop', signature: '0'.repeat(40) } },
  '/avatar': 'picture',
}

/** A floor out of the folder that `buildFloors` made. */
export function floorTarget(name: keyof typeof pages, dist: string): Target {
  return {
    name,
    host: `${name}.rig.test`,
    path: '/',
    milestone: customerName,
    externalUserId: 'wmRigExternalUser0001',
    dist,
    index: `${name}.html`,
    routes,
    ...(name !== 'floor-2rtt' && { usable: '.van-tab + .van-tab' }),
    ...(name === 'floor-hybrid' && { rewriteHtml: paintFirst }),
  }
}

/** Moves the app's stylesheet and module to the end of the body, so that the inline first paint waits for neither. */
function paintFirst(html: string): string {
  const late: string[] = []
  const rest = html.replace(/<(script type="module"[^>]*><\/script|link rel="stylesheet"[^>]*)>/g, (tag) => {
    late.unshift(tag.replace('<script', '<script async fetchpriority="low"').replace('<link', '<link fetchpriority="low"'))
    return ''
  })
  return rest.replace('</body>', `${late.join('')}</body>`)
}
