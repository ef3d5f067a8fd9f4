/** The lane of jobs that write one relation to WeCom: WeCom refuses two at once, and while one waits, its picture of the relation is older than ours. */
export const relationLane = (externalUserId: string, employeeId: string) => `relation:${externalUserId}:${employeeId}`
