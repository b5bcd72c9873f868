// Attributes as properties, properties as attributes, the language of an element, and a text as markup.

// Each attribute as a camelCase property; `flags` are there or not.
export function reflect(prototype, attributes, flags) {
  for (const name of attributes) {
    const flag = flags.includes(name)
    Object.defineProperty(prototype, camel(name), {
      configurable: true,
      enumerable: true,
      get() {
        return flag ? this.hasAttribute(name) : this.getAttribute(name) ?? ''
      },
      set(value) {
        if (value == null || (flag && !value)) this.removeAttribute(name)
        else this.setAttribute(name, flag ? '' : attributeText(value))
      },
    })
  }
}

// The language of an element: the nearest `lang`, through shadow roots, or the browser's.
export function languageOf(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const found = node.closest('[lang]')?.lang
    if (found) return found
  }
  return document.documentElement.lang || globalThis.navigator?.language || 'en'
}

// A property's value as its attribute: a list as words, an object (`options`) as JSON.
function attributeText(value) {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
}

export const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter])
