/** wmQx…8Kd2 */
export const maskExternalUserId = (id: string): string => (id.length > 8 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id)
