import { createHash } from 'node:crypto'
import { refuse } from '../refusal.ts'
import { text, type ApiRequest, type Endpoint, type Json, type Services } from './endpoint.ts'

const bothCallers = ['app', 'directory'] as const
const redeem = ({ query }: ApiRequest, { logins }: Services) => logins.redeem(text(query.code))

/** The app: its visible range is departments, and members outside of those. Page 90227. */
function agent({ query }: ApiRequest, { world: { corp }, redirectDomain }: Services): Json {
  if (text(query.agentid) !== corp.agentId) refuse(301002)
  const departmentIds = corp.departments.filter(({ visible }) => visible).map(({ id }) => id)
  const single = corp.employees.filter(({ visible, departmentIds: own }) => visible && !own.some((id) => departmentIds.includes(id)))
  return {
    agentid: Number(corp.agentId),
    name: '客边',
    square_logo_url: '',
    description: '',
    allow_userinfos: { user: single.map(({ userId }) => ({ userid: userId })) },
    allow_partys: { partyid: departmentIds },
    allow_tags: { tagid: [] },
    close: 0,
    redirect_domain: redirectDomain,
    report_location_flag: 0,
    isreportenter: 0,
    home_url: '',
    customized_publish_status: 1,
  }
}

/** Tokens, tickets, addresses (pages 91039, 96909), the app and login (pages 96441 to 96443). */
export const accessEndpoints: Record<string, Endpoint> = {
  gettoken: {
    method: 'GET',
    callers: ['anyone'],
    run: ({ query }, { vault }) => vault.grantToken(text(query.corpid), text(query.corpsecret)),
  },
  get_jsapi_ticket: { method: 'GET', run: (_, { vault }) => vault.grantTicket('corp') },
  'ticket/get': {
    method: 'GET',
    run: ({ query }, { vault }) => (query.type === 'agent_config' ? vault.grantTicket('agent_config') : refuse(40058)),
  },
  get_api_domain_ip: { method: 'GET', callers: bothCallers, run: () => ({ ip_list: ['127.0.0.1'] }) },
  'agent/get': { method: 'GET', run: agent },
  getcallbackip: { method: 'GET', callers: bothCallers, run: () => ({ ip_list: ['127.0.0.1', '192.0.2.*'] }) },

  'auth/getuserinfo': {
    method: 'GET',
    run(request, services) {
      const { userId, userTicket } = redeem(request, services)
      return { userid: userId, ...(userTicket && { user_ticket: userTicket }) }
    },
  },
  'user/getuserinfo': {
    method: 'GET',
    run: (request, services) => ({ UserId: redeem(request, services).userId, DeviceId: '' }),
  },
  'auth/getuserdetail': {
    method: 'POST',
    run({ body }, { logins, world }) {
      const employee = world.employee(logins.userOfTicket(text(body.user_ticket))) ?? refuse(60111)
      const { userId, mobile, email } = employee
      return { userid: userId, gender: '0', avatar: '', qr_code: '', mobile, email, biz_mail: email, address: '' }
    },
  },
  'user/convert_to_openid': {
    method: 'POST',
    run({ body }, { world }) {
      const { userId } = world.visibleEmployee(text(body.userid), 40003)
      return {
        openid:
          'o' +
          createHash('sha256')
            .update(world.corp.corpId + userId)
            .digest('base64url')
            .slice(0, 27),
      }
    },
  },
}
