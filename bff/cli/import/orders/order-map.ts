import Type, { type Static } from 'typebox'
import { OrderStatus } from '../../../../shared/contracts/orders.ts'
import { StartError } from '../../../db/index.ts'
import { readMap } from '../read-map.ts'
import { quote } from '../report.ts'
import { wallClockReader } from '../wall-clock.ts'
import { currencyMeant, isCurrency } from './currency.ts'

const Column = Type.String({ minLength: 1, maxLength: 200 })

/** What an order file means. Described for operators in docs/import/README.md. */
export const OrderMap = Type.Object(
  {
    source: Type.String({ pattern: '^\\S(.{0,58}\\S)?$', description: '1 to 60 characters, no blanks at its ends' }),
    currency: Type.String(),
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    dateFormat: Type.String({ minLength: 1, maxLength: 60 }),
    decimal: Type.Optional(Type.Union([Type.Literal('.'), Type.Literal(',')])),
    columns: Type.Object(
      {
        order: Column,
        account: Column,
        placedAt: Column,
        productId: Column,
        name: Column,
        quantity: Column,
        unitPrice: Column,
        status: Type.Optional(Column),
        updatedAt: Type.Optional(Column),
      },
      { additionalProperties: false },
    ),
    status: Type.Optional(OrderStatus),
    statuses: Type.Optional(Type.Record(Type.String(), OrderStatus)),
    cancellation: Type.Optional(
      Type.Object(
        { orderStartsWith: Type.String({ minLength: 1, maxLength: 20 }), reason: Type.Optional(Type.String({ maxLength: 100 })) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export type OrderMap = Static<typeof OrderMap>

/** @throws StartError when there is no map, or something in it is wrong */
export function readOrderMap(path: string | undefined): OrderMap {
  if (!path) throw new StartError('Orders need a mapping file that says what the columns mean: --map FILE (see docs/import/README.md).')
  const map = readMap(OrderMap, path)
  if (!isCurrency(map.currency)) {
    const meant = currencyMeant(map.currency)
    throw new StartError(`The map ${path} has the currency ${quote(map.currency)}, which is no code of a currency: write ${meant ?? 'its code, such as CNY'}.`)
  }
  if (!wallClockReader(map.dateFormat))
    throw new StartError(`The map ${path} has a dateFormat without year, month and day: write it such as YYYY-MM-DD HH:mm:ss.`)
  try {
    new Intl.DateTimeFormat('en', { timeZone: map.timeZone })
  } catch {
    throw new StartError(`The map ${path} has an unknown timeZone: write it such as Asia/Shanghai.`)
  }
  return map
}
