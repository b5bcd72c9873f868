// Attributes as properties, properties as attributes, and a text as markup.

// A property's value as its attribute: a list as words, an object (`options`) as JSON.
export function attributeText(value) {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
}

export const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter])
