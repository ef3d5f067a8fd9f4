import type { Static, TObject, TSchema } from 'typebox'
import type { ErrorCode } from './error.ts'

/**
 * Who may call a route. The ownership matrix test derives its expectations from this word, so every route has to choose one.
 * - `public`: anybody, without a session
 * - `employee`: any signed-in employee; the answer holds nothing about a customer out of their reach
 * - `customer.read`: employees who follow or own the customer, their supervisors (audited), admins (audited)
 * - `customer.write`: employees who follow or own the customer
 * - `stage.write`: as `customer.write`, without the service role
 * - `admin`: admins, for what is about no customer
 */
export type Reach = 'public' | 'employee' | 'customer.read' | 'customer.write' | 'stage.write' | 'admin'

export interface RouteContract {
  summary: string
  reach: Reach
  params?: TObject
  query?: TObject
  body?: TSchema
  reply: TSchema
  /**
   * How a repeated call is kept from acting twice: `key` needs the `Idempotency-Key` header; `natural` means that repeating it changes nothing;
   * `each` that it is not: every call is an act of its own and leaves its trace. Absent on reads.
   */
  effect?: 'key' | 'natural' | 'each'
  /** At most so many calls a minute for each employee; absent: the limit that all routes share. */
  perMinute?: number
  /** Codes this route may answer beside the ones that any route may. */
  errors?: readonly ErrorCode[]
  /** The reply is a file, not JSON. */
  binary?: true
}

type Part<Contract, Name extends 'params' | 'query' | 'body'> =
  Contract extends Record<Name, infer Schema extends TSchema> ? Record<Name, Static<Schema>> : unknown

/** What a caller hands over: `{ params, query, body }`, only the parts that the contract names. */
export type InputOf<Contract> = Part<Contract, 'params'> & Part<Contract, 'query'> & Part<Contract, 'body'>

export type ReplyOf<Contract> = Contract extends { reply: infer Schema extends TSchema } ? Static<Schema> : never
