/** How many times longer a piece of work takes here than its share of the processor: 1 on a machine that does nothing else. */
export function slownessOfTheMachine(): number {
  const [began, used] = [performance.now(), process.cpuUsage()];
  while (performance.now() - began < 500) Math.random();
  const { user, system } = process.cpuUsage(used);
  return Math.max(1, (performance.now() - began) / ((user + system) / 1_000));
}
