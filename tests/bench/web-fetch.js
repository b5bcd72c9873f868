// In a browser citation-js needs no copy of what the browser has: this stands for `node-fetch`.

export default globalThis.fetch
export const { Headers, Request, Response } = globalThis
