/** The name of the cookie that carries an admin session. */
export const SESSION_COOKIE = 'session';
