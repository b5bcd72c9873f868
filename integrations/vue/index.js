// <CitationCard> for Vue 3: props to the element's attributes and properties, its events to emits.
// No `isCustomElement` is needed. On a server it renders the tag with its attributes and slot.

import { defineComponent, h, ref } from 'vue'
import '../index.js'

const ATTRIBUTES = ('src doi from styles formats tabs selected locale layout show hide loading assets headingLevel registry ' +
  'follow versions options').split(' ')
const FLAGS = ['remember', 'debug']
const EVENTS = ['ready', 'select', 'copy', 'download', 'error']

export const CitationCard = defineComponent({
  name: 'CitationCard',
  props: {
    record: Object,
    records: Array,
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, [String, Number, Array, Object]])),
    ...Object.fromEntries(FLAGS.map((name) => [name, Boolean])),
  },
  emits: EVENTS,
  setup(props, { emit, slots, expose }) {
    const element = ref(null)
    expose({ element })
    const listeners = Object.fromEntries(EVENTS.map((name) => [`onCitation-card-${name}`, (event) => {
      if (event.target === element.value) emit(name, event)
    }]))
    return () => {
      const attributes = {}
      for (const name of [...ATTRIBUTES, ...FLAGS]) {
        const value = props[name]
        if (value != null && value !== false) attributes[`^${kebab(name)}`] = attributeText(value)
      }
      const given = props.records ?? props.record
      if (given) attributes['.records'] = given
      return h('citation-card', { ref: element, ...attributes, ...listeners }, slots.default?.())
    }
  },
})

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function attributeText(value) {
  if (value === true) return ''
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
