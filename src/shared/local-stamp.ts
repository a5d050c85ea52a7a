const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as a clock on the wall of the zone shows it: `YYYYMMDDHHMMSS`. An hour that clocks go through twice is written twice. */
export function localStamp(timeZone: string, at: Date): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const names = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  return names.map((name) => (parts.get(name) ?? '').padStart(name === 'year' ? 4 : 2, '0')).join('');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, format);
  return format;
}
