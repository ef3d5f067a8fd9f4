import type { DemoCorp } from '../corp.ts'
import { chatsOf } from './chats.ts'
import { contacts, followsOf } from './contacts.ts'
import { groupsOf, strangers } from './groups.ts'
import { tagGroupsOf } from './tags.ts'

/**
 * 青屿茶业, an invented tea supplier with invented people: what the demo shows.
 * @param now everything in it lies before this moment
 */
export function demoCorp(now: Date): DemoCorp {
  return {
    corpId: 'wwqingyu0000000001',
    agentId: '1000002',
    name: '青屿茶业',
    secret: 'demo-secret-of-the-simulated-app',
    directorySecret: 'demo-secret-of-the-simulated-address-book',
    appMayContactCustomers: true,
    departments: [
      { id: 1, name: '青屿茶业', parentId: 0, order: 100000000, visible: false },
      { id: 2, name: '总部', parentId: 1, order: 4000, visible: false },
      { id: 3, name: '销售一组', parentId: 2, order: 3000, visible: true },
      { id: 4, name: '销售二组', parentId: 2, order: 2000, visible: true },
      { id: 5, name: '客服组', parentId: 2, order: 1000, visible: true },
    ],
    employees: [
      employee('shen_ke', '沈可', 3, '销售顾问', '15400000101', 'sales'),
      employee('lu_yining', '陆一宁', 3, '销售顾问', '15400000102', 'sales'),
      employee('he_zhou', '何舟', 4, '大客户销售', '15400000103', 'sales'),
      { ...employee('fang_hui', '方慧', 3, '销售一组组长', '15400000104', 'supervisor'), leaderOf: [3] },
      employee('tang_qi', '唐琪', 5, '客服专员', '15400000105', 'service'),
      employee('gu_yuan', '顾远', 4, '运营负责人', '15400000106', 'admin'),
      { ...employee('qin_shu', '秦书', 2, '财务', '15400000107', 'sales'), visible: false, contactsCustomers: false },
    ],
    tagGroups: tagGroupsOf(now),
    contacts: [...contacts, ...strangers],
    follows: followsOf(now),
    chats: chatsOf(now),
    groups: groupsOf(now),
  }
}

function employee(
  userId: string,
  name: string,
  departmentId: number,
  position: string,
  mobile: string,
  roleHint: DemoCorp['employees'][number]['roleHint'],
): DemoCorp['employees'][number] {
  const email = `${userId.replace('_', '.')}@qingyu.example`
  return { userId, name, departmentIds: [departmentId], leaderOf: [], position, mobile, email, visible: true, contactsCustomers: true, roleHint }
}
