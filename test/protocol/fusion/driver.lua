-- Runs the chunks that stand on the lines of standard input, one after the other, and answers each with a line of JSON.
local json = require('compline.json')

local function write(value)
  if type(value) == 'string' then return json.object({ 'it' }, { it = value }):match('^{"it":(.*)}$') end
  if type(value) == 'number' or type(value) == 'boolean' then return tostring(value) end
  if type(value) ~= 'table' or value == json.null then return 'null' end
  local parts = {}
  if #value > 0 then
    for _, item in ipairs(value) do parts[#parts + 1] = write(item) end
    return '[' .. table.concat(parts, ',') .. ']'
  end
  for key, item in pairs(value) do parts[#parts + 1] = write(tostring(key)) .. ':' .. write(item) end
  return '{' .. table.concat(parts, ',') .. '}'
end

for line in io.lines() do
  local chunk, fault = loadstring(line)
  local ran, result = pcall(chunk or error, fault)
  io.write(ran and '{"ok":' .. write(result) .. '}' or '{"error":' .. write(tostring(result)) .. '}', '\n')
  io.flush()
end
