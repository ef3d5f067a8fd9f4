import { describe, expect, it } from 'vitest'
import { BridgeError, toBridgeError, type BridgeFailure } from './bridge-error.ts'

const said: [unknown, BridgeFailure, string][] = [
  [{ errMsg: 'sendChatMessage:cancel' }, 'cancelled', 'cancel'],
  [{ errMsg: 'sendChatMessage:fail cancel' }, 'cancelled', 'fail cancel'],
  [{ errMsg: 'getCurExternalContact:fail_without context of external contact' }, 'wrong_entry', 'fail_without context of external contact'],
  [{ errMsg: 'getCurExternalContact:no permission' }, 'no_permission', 'no permission'],
  [{ errMsg: 'getCurExternalContact:failno permission', errCode: 2 }, 'no_permission', 'failno permission'],
  [{ errMsg: 'getCurExternalContact:accessdenied' }, 'no_permission', 'accessdenied'],
  [
    { errMsg: 'agentConfig:fail, user not in allow list. more info at https://open.work.weixin.qq.com/devtool/query?e=40013' },
    'not_in_range',
    'fail, user not in allow list. more info at https://open.work.weixin.qq.com/devtool/query?e=40013',
  ],
  [{ errMsg: 'getContext:functionnotexist' }, 'unsupported', 'functionnotexist'],
  [{ errMsg: 'getContext:function not exist' }, 'unsupported', 'function not exist'],
  [{ errMsg: 'agentConfig:fail_invalid signature' }, 'signature', 'fail_invalid signature'],
  [{ errMsg: 'agentConfig:fail, url domain not match' }, 'signature', 'fail, url domain not match'],
  [{ errMsg: 'sendChatMessage:fail, not allow to cross corp' }, 'bad_material', 'fail, not allow to cross corp'],
  [{ errMsg: 'sendChatMessage:fail, invalid param, link or img_url is invalid' }, 'bad_material', 'fail, invalid param, link or img_url is invalid'],
  [{ errMsg: 'sendChatMessage:fail, not friend' }, 'not_friend', 'fail, not friend'],
  [new Error('SDK Error: Missing getConfigSignature'), 'signature', 'Missing getConfigSignature'],
  [new Error('SDK Error: Aborted'), 'unknown', 'Aborted'],
  [new TypeError("Cannot read properties of undefined (reading 'errMsg')"), 'unknown', "Cannot read properties of undefined (reading 'errMsg')"],
  [undefined, 'unknown', 'no answer'],
  [{ errMsg: 'x:something new' }, 'unknown', 'something new'],
]

describe('toBridgeError', () => {
  it.each(said)('reads %j as %s', (reason, kind, keyword) => {
    const error = toBridgeError(reason)
    expect(error).toBeInstanceOf(Error)
    expect([error.kind, error.keyword]).toEqual([kind, keyword])
  })

  it('leaves its own errors alone', () => {
    const error = new BridgeError('timeout', 'no answer in 6000 ms')
    expect(toBridgeError(error)).toBe(error)
  })
})
