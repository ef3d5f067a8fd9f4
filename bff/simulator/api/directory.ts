import type { DemoDepartment, DemoEmployee } from '../corp.ts'
import { refuse } from '../refusal.ts'
import type { World } from '../world.ts'
import { inRange } from '../world.ts'
import { integer, text, texts, type ApiRequest, type Endpoint, type Json } from './endpoint.ts'

const noMember = { department: [], order: [], is_leader_in_dept: [], direct_leader: [] }
const openUserId = (userId: string): string => 'wo' + Buffer.from(`open.${userId}`).toString('base64url')

/** Without avatar, gender, mobile, email and address: new self-built apps never get them. Page 96255. */
const record = ({ corp }: World, employee: DemoEmployee): Json => ({
  userid: employee.userId,
  name: employee.name,
  department: employee.departmentIds,
  order: employee.departmentIds.map(() => 0),
  position: employee.position,
  is_leader_in_dept: employee.departmentIds.map((id) => (employee.leaderOf.includes(id) ? 1 : 0)),
  direct_leader: corp.employees
    .filter((other) => other !== employee && other.leaderOf.some((id) => employee.departmentIds.includes(id)))
    .map((leader) => leader.userId),
  telephone: '',
  alias: '',
  open_userid: openUserId(employee.userId),
  main_department: employee.departmentIds[0],
  extattr: { attrs: [] },
  status: 1,
  external_position: employee.position,
  external_profile: { external_corp_name: corp.name, external_attr: [] },
})

/** The department and everything below it, or all when none is named; visible ones only. */
function departmentsBelow(world: World, id: string | undefined): DemoDepartment[] {
  const { departments } = world.corp
  if (!id) return departments.filter((department) => department.visible)
  const ids = new Set([world.visibleDepartment(integer(id)).id])
  for (const department of departments) if (ids.has(department.parentId)) ids.add(department.id)
  return departments.filter((department) => department.visible && ids.has(department.id))
}

function members(world: World, { query }: ApiRequest): DemoEmployee[] {
  const { id } = world.visibleDepartment(integer(query.department_id))
  return world.membersOf(query.fetch_child === '1' ? departmentsBelow(world, String(id)).map((department) => department.id) : [id])
}

const leaders = ({ corp }: World, departmentId: number): string[] =>
  corp.employees.filter((employee) => employee.visible && employee.leaderOf.includes(departmentId)).map((employee) => employee.userId)

function findBy(world: World, field: 'mobile' | 'email', value: string): Json {
  if (!value) refuse(40063)
  const found = world.corp.employees.find((employee) => employee.visible && employee[field] === value) ?? refuse(46004)
  return { userid: found.userId }
}

/** Members and departments in the visible range. Pages 96255 and 96302; the reach of the two secrets as of 2022. */
export const directoryEndpoints: Record<string, Endpoint> = {
  'user/get': {
    method: 'GET',
    otherwise: 48009,
    empty: noMember,
    run: ({ query }, { world }) => record(world, world.visibleEmployee(query.userid || refuse(40063))),
  },
  'user/simplelist': {
    method: 'GET',
    otherwise: 48009,
    empty: { userlist: [] },
    run: (request, { world }) => ({
      userlist: members(world, request).map(({ userId, name, departmentIds }) => ({
        userid: userId,
        name,
        department: departmentIds,
        open_userid: openUserId(userId),
      })),
    }),
  },
  'user/list': {
    method: 'GET',
    otherwise: 48009,
    empty: { userlist: [] },
    run: (request, { world }) => ({ userlist: members(world, request).map((employee) => record(world, employee)) }),
  },
  'user/list_id': {
    method: 'POST',
    callers: ['directory'],
    run({ body }, { world, page }) {
      const rows = world.corp.employees.flatMap(({ userId, departmentIds }) => departmentIds.map((department) => ({ userid: userId, department })))
      const { items, next_cursor } = page('user/list_id', [rows], text(body.cursor), Math.min(integer(body.limit, 10_000), 10_000))
      return { dept_user: items, next_cursor }
    },
  },
  'user/getuserid': { method: 'POST', run: ({ body }, { world }) => findBy(world, 'mobile', text(body.mobile)) },
  'user/get_userid_by_email': { method: 'POST', run: ({ body }, { world }) => findBy(world, 'email', text(body.email)) },
  'department/list': {
    method: 'GET',
    empty: { department: [] },
    run: ({ query }, { world }) => ({
      department: departmentsBelow(world, query.id).map(({ id, name, parentId, order }) => ({
        id,
        name,
        name_en: '',
        department_leader: leaders(world, id),
        parentid: parentId,
        order,
      })),
    }),
  },
  'department/simplelist': {
    method: 'GET',
    callers: ['app', 'directory'],
    empty: { department_id: [] },
    run: ({ query }, { world }) => ({ department_id: departmentsBelow(world, query.id).map(({ id, parentId, order }) => ({ id, parentid: parentId, order })) }),
  },
  'batch/userid_to_openuserid': {
    method: 'POST',
    run({ body }, { world }) {
      const known = texts(body.userid_list).filter((userId) => world.employee(userId)?.visible)
      return {
        open_userid_list: known.map((userId) => ({ userid: userId, open_userid: openUserId(userId) })),
        invalid_userid_list: texts(body.userid_list).filter((userId) => !known.includes(userId)),
      }
    },
  },
  'externalcontact/get_follow_user_list': {
    method: 'GET',
    empty: { follow_user: [] },
    run: (_, { world }) => ({ follow_user: world.corp.employees.filter(inRange).map((employee) => employee.userId) }),
  },
}
