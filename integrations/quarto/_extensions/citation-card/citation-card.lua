-- Quarto and pandoc: `::: {.citation-card …}` to the tag <citation-card>, in HTML.
--
--   ::: {.citation-card key="doe2020" styles="apa ieee"}   a reference of the document's bibliography
--   ::: {.citation-card src="paper.bib"}                    a file with the record
--   ::: {.citation-card}                                    the page's own metadata
--
-- The content of the div is the fallback, and all that other formats show.

local script = 'citation-card/citation-card.js'
local references = {}
local used = false

local function escape(text)
  return (text:gsub('[&<>"]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' }))
end

-- JSON of what pandoc.utils.references gives: texts, numbers, lists and objects of them, and inlines.
local function json(value)
  local kind = pandoc.utils.type(value)
  if kind == 'Inlines' or kind == 'Blocks' then value = pandoc.utils.stringify(value); kind = 'string' end
  if kind == 'string' then
    local text = value:gsub('[%c"\\]', function(letter) return string.format('\\u%04x', letter:byte()) end)
    return '"' .. text .. '"'
  end
  if kind == 'number' then return string.format('%d', value) end
  if kind == 'boolean' then return tostring(value) end
  local parts = {}
  if kind == 'List' or (type(value) == 'table' and value[1] ~= nil) then
    for _, part in ipairs(value) do parts[#parts + 1] = json(part) end
    return '[' .. table.concat(parts, ',') .. ']'
  end
  for name, part in pairs(value) do parts[#parts + 1] = json(tostring(name)) .. ':' .. json(part) end
  table.sort(parts)
  return '{' .. table.concat(parts, ',') .. '}'
end

local function read(path)
  local file, problem = io.open(path, 'rb')
  if not file then io.stderr:write('citation-card: ' .. problem .. '\n'); return nil end
  local text = file:read('a')
  file:close()
  return text
end

local function card(div)
  if not div.classes:includes('citation-card') then return nil end
  if not FORMAT:match('html') then return div.content end
  used = true
  local words, record, kind = {}, nil, ''
  for name, value in pairs(div.attributes) do
    if name == 'key' then
      record, kind = references[value], 'json'
      if not record then io.stderr:write('citation-card: the bibliography has no reference ' .. value .. '\n') end
    elseif name == 'src' and not value:match('^#') and not value:match('^%a+:') then
      record, kind = read(value), value:match('%.(%w+)$') or ''
    else
      words[#words + 1] = string.format(' %s="%s"', name, escape(value))
    end
  end
  table.sort(words)
  local tag = #div.content > 0 and 'template' or 'pre'
  local inner = record and string.format('<%s data-type="%s">%s</%s>', tag, kind, escape(record), tag) or ''
  local blocks = pandoc.Blocks(div.content)
  blocks:insert(1, pandoc.RawBlock('html', '<citation-card' .. table.concat(words) .. '>' .. inner))
  blocks:insert(pandoc.RawBlock('html', '</citation-card>'))
  return blocks
end

local function collect(document)
  script = document.meta['citation-card-script'] and pandoc.utils.stringify(document.meta['citation-card-script']) or script
  -- All of the bibliography, not only what the text cites.
  local everything = pandoc.Cite({ pandoc.Str('@*') }, { pandoc.Citation('*', 'NormalCitation') })
  local copy = pandoc.Pandoc(document.blocks, document.meta)
  copy.meta.nocite = pandoc.MetaInlines({ everything })
  for _, reference in ipairs(pandoc.utils.references(copy)) do
    references[reference.id] = '[' .. json(reference) .. ']'
  end
end

-- The script goes where the first card is: a filter cannot reach the head of a template that has none.
local function load(document)
  if not used then return nil end
  document.blocks:insert(pandoc.RawBlock('html', '<script type="module" src="' .. escape(script) .. '"></script>'))
  return document
end

return { { Pandoc = collect }, { Div = card }, { Pandoc = load } }
