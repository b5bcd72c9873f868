// <CitationCard> for React 18 and 19: props to the element's attributes and properties, its events to
// handlers. On a server it renders the tag with its attributes and children.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import '../index.js'

const EVENTS = { onReady: 'ready', onSelect: 'select', onCopy: 'copy', onDownload: 'download', onError: 'error' }
const NAMES = Object.keys(EVENTS)

// A layout effect would warn on a server.
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

export const CitationCard = forwardRef(function CitationCard({ record, records, children, ...rest }, ref) {
  const element = useRef(null)
  const handlers = useRef(rest)
  handlers.current = rest
  useImperativeHandle(ref, () => element.current)
  useBeforePaint(() => {
    const listeners = NAMES.map((name) => [`citation-card-${EVENTS[name]}`, (event) => {
      if (event.target === element.current) handlers.current[name]?.(event)
    }])
    const { current } = element
    for (const [type, listener] of listeners) current.addEventListener(type, listener)
    return () => { for (const [type, listener] of listeners) current.removeEventListener(type, listener) }
  }, [])
  // A record that was made anew with the same content is no other record.
  const given = records ?? record ?? null
  const content = JSON.stringify(given)
  useBeforePaint(() => {
    if (given !== null || element.current.hasOwnRecords) element.current.records = given
    element.current.hasOwnRecords = given !== null
  }, [content])
  return createElement('citation-card', { ref: element, ...attributes(rest) }, children)
})

// What React would write differently from version to version, as attributes.
function attributes(props) {
  const written = {}
  for (const [name, value] of Object.entries(props)) {
    if (NAMES.includes(name) || value == null || value === false) continue
    if (name === 'className') written.class = value
    else if (/^(on[A-Z]|key$|style$|dangerously|suppress|data-|aria-)/.test(name)) written[name] = value
    else written[name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] = attributeText(value)
  }
  return written
}

function attributeText(value) {
  if (value === true) return ''
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
