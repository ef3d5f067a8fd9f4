/** Leads through WeCom's login and back to the sidebar. */
export const LOGIN = '/auth/login?to=/sidebar/'
