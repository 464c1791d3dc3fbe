export const streamed: string
export function startServer(): Promise<{ readonly url: string; requests(): number; stop(): Promise<void> }>
