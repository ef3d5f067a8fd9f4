/** The words of WeCom's errmsg for each code the simulator gives. Page 90313. */
const texts: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40004: 'invalid media file type',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40009: 'invalid image size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40071: 'tag name already exists',
  40096: 'invalid external userid',
  40123: 'invalid image',
  40126: 'too many corp tags',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41072: 'media not usable in this scene',
  42001: 'access_token expired',
  42003: 'oauth_code expired',
  43004: 'require subscribe',
  45001: 'media file is too large',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  45035: 'concurrent tag edits of the same contact',
  46004: 'user not exist',
  48002: 'api forbidden',
  48009: 'no permission to read contact details',
  50100: 'invalid cursor',
  50001: 'redirect_url not in app domain list',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  84014: 'user_ticket expired',
  84015: 'invalid user_ticket',
  84061: 'not external contact relation',
  301002: 'not allow operate another agent with this accesstoken',
  81017: 'owner filter needed',
  830001: 'invalid url',
  830002: 'file too large, use Range',
}

/** A call that ends with an errcode. */
export class Refusal extends Error {
  readonly errcode: number

  constructor(errcode: number) {
    super(texts[errcode] ?? 'error')
    this.errcode = errcode
  }
}

/** Throws a Refusal; an expression, so that it can stand behind `??`. */
export function refuse(errcode: number): never {
  throw new Refusal(errcode)
}

/** The envelope of a failed call, with the tail that the live host appends. Nobody should read it: decide on errcode. */
export function failure(errcode: number, ip: string): { errcode: number; errmsg: string } {
  const hint = Math.floor(Math.random() * 1e16)
  const tail = `hint: [${hint}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  return { errcode, errmsg: `${texts[errcode] ?? 'error'}, ${tail}` }
}
