/** The query for a dashboard of the last sixty days, which is what the reference's dashboard shows. */
export const LAST_SIXTY_DAYS = `?from=${day(59)}&to=${day(0)}`;

function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });
}
