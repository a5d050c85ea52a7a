/** The account of an admin login as the limits count it: as it was typed, so that they do not tell which e-mail belongs to which username. */
export function adminAccount(body: { username: string }): string {
  return `admin ${body.username.trim().toLowerCase()}`;
}
