// What the element's own methods do with a text: put it on the clipboard, save it as a file.

export async function writeClipboard(text, html) {
  if (html && globalThis.ClipboardItem && navigator.clipboard?.write) {
    const item = { 'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) }
    return navigator.clipboard.write([new ClipboardItem(item)])
  }
  return navigator.clipboard.writeText(text)
}

export function saveFile(name, type, content) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
