declare module 'openapi-to-postmanv2' {
  type Converted = { result: true; output: { data: never }[] } | { result: false; reason: string };
  export function convertV2(
    input: { type: 'json'; data: object },
    options: Record<string, unknown>,
    done: (error: Error | null, converted: Converted & { output: { data: never }[]; reason: string }) => void,
  ): void;
}

declare module 'newman' {
  export type Failure = { source?: { name?: string }; error: { name: string; message: string } };
  export type Summary = {
    run: { stats: Record<'requests' | 'assertions', { total: number; failed: number }>; failures: Failure[] };
  };
  const newman: {
    run(
      options: { collection: object; envVar?: { key: string; value: string }[]; bail?: boolean },
      done: (error: Error | null, summary: Summary) => void,
    ): void;
  };
  export default newman;
}
