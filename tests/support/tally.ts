/** How often each answer came: `{ '200 ok': 1, '400 …': 49 }`. */
export function tally(answers: readonly { status: number; body: { error?: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const answer = `${status} ${body.error ?? 'ok'}`;
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}
