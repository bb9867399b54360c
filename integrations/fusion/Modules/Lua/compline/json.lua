-- JSON, as much of it as a lock file needs: objects of strings and numbers are written, all of it is read.
local json = {}

--- The value of null, which a Lua table cannot hold.
json.null = {}

--- Nothing that Compline writes is nested deeper.
local DEEPEST = 32

local ESCAPES = { ['"'] = '\\"', ['\\'] = '\\\\', ['\b'] = '\\b', ['\f'] = '\\f', ['\n'] = '\\n', ['\r'] = '\\r', ['\t'] = '\\t' }
local CHARACTERS = { ['"'] = '"', ['\\'] = '\\', ['/'] = '/', b = '\b', f = '\f', n = '\n', r = '\r', t = '\t' }

local function quote(text)
  return '"' .. text:gsub('[%z\1-\31"\\]', function(character)
    return ESCAPES[character] or ('\\u%04x'):format(character:byte())
  end) .. '"'
end

--- Writes an object. `fields` lists its keys in their order; those without a value are left out.
function json.object(fields, values)
  local parts = {}
  for _, key in ipairs(fields) do
    local value = values[key]
    if type(value) == 'number' then parts[#parts + 1] = quote(key) .. ':' .. ('%.0f'):format(value) end
    if type(value) == 'string' then parts[#parts + 1] = quote(key) .. ':' .. quote(value) end
  end
  return '{' .. table.concat(parts, ',') .. '}'
end

local function utf8(code)
  if code < 0x80 then return string.char(code) end
  local bytes, most = {}, 0x40
  repeat
    table.insert(bytes, 1, string.char(0x80 + code % 0x40))
    code = math.floor(code / 0x40)
    most = most / 2
  until code < most
  return string.char(0x100 - 2 * most + code) .. table.concat(bytes)
end

local function fail(at)
  error({ json = at }, 0)
end

local function skip(text, at)
  return text:find('[^ \t\r\n]', at) or #text + 1
end

local function unicode(text, at)
  local high = tonumber(text:match('^%x%x%x%x', at) or fail(at), 16)
  if high < 0xD800 or high > 0xDBFF then return utf8(high), at + 4 end
  local low = tonumber(text:match('^\\u(%x%x%x%x)', at + 4) or '', 16)
  if low == nil or low < 0xDC00 or low > 0xDFFF then return '\239\191\189', at + 4 end
  return utf8(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)), at + 10
end

local function readString(text, at)
  local parts = {}
  at = at + 1
  while true do
    local stop = text:find('[%z\1-\31"\\]', at) or fail(at)
    parts[#parts + 1] = text:sub(at, stop - 1)
    local mark = text:sub(stop, stop)
    if mark == '"' then return table.concat(parts), stop + 1 end
    if mark ~= '\\' then fail(stop) end
    local escape = text:sub(stop + 1, stop + 1)
    if escape == 'u' then
      parts[#parts + 1], at = unicode(text, stop + 2)
    else
      parts[#parts + 1], at = CHARACTERS[escape] or fail(stop), stop + 2
    end
  end
end

local readValue

--- Reads what stands between brackets; `add` reads one item and gives the place behind it.
local function readItems(text, at, close, add)
  at = skip(text, at + 1)
  if text:sub(at, at) == close then return at + 1 end
  while true do
    at = skip(text, add(at))
    local mark = text:sub(at, at)
    if mark == close then return at + 1 end
    if mark ~= ',' then fail(at) end
    at = skip(text, at + 1)
  end
end

local function readObject(text, at, depth)
  local result = {}
  return result, readItems(text, at, '}', function(from)
    if text:sub(from, from) ~= '"' then fail(from) end
    local key, behind = readString(text, from)
    behind = skip(text, behind)
    if text:sub(behind, behind) ~= ':' then fail(behind) end
    result[key], behind = readValue(text, skip(text, behind + 1), depth + 1)
    return behind
  end)
end

local function readArray(text, at, depth)
  local result = {}
  return result, readItems(text, at, ']', function(from)
    local behind
    result[#result + 1], behind = readValue(text, from, depth + 1)
    return behind
  end)
end

function readValue(text, at, depth)
  if depth > DEEPEST then fail(at) end
  local first = text:sub(at, at)
  if first == '{' then return readObject(text, at, depth) end
  if first == '[' then return readArray(text, at, depth) end
  if first == '"' then return readString(text, at) end
  local word = text:match('^%a+', at)
  if word == 'true' or word == 'false' then return word == 'true', at + #word end
  if word == 'null' then return json.null, at + 4 end
  local number = text:match('^-?%d+%.?%d*[eE]?[+-]?%d*', at)
  local value = tonumber(number)
  if value == nil then fail(at) end
  return value, at + #number
end

--- Reads a text; nil where it is no JSON, as where a file is torn.
function json.read(text)
  local ok, value = pcall(function()
    local from = text:sub(1, 3) == '\239\187\191' and 4 or 1
    local result, at = readValue(text, skip(text, from), 1)
    if skip(text, at) <= #text then fail(at) end
    return result
  end)
  if ok then return value end
  return nil
end

return json
